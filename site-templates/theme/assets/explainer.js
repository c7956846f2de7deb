// Previews of footnotes and glossary terms. Every mark is a link that works without this script.
(() => {
  "use strict";
  const MARKS = ".sx-ref, .sx-term, .sx-differs";
  const SHOW = 150, HIDE = 300; // ms
  const sheet = matchMedia("(max-width: 44.984375em)");
  let pop, label, close, body, more, sentence;
  let mark = null; // what it is shown for
  let kept = false; // it stays when the pointer leaves
  let pressed = null; // `mark` when the pointer went down
  let quiet = false; // focus is being given back
  let timer = 0;

  const nearest = (target, selector) => target.closest?.(selector);

  // What to show for a mark: only what stands on this page.
  const content = (from) => {
    if (from.matches(".sx-term")) {
      const row = document.getElementById(from.hash.replace("#term.", "def."));
      const text = row && row.querySelector("dd");
      return text && { text, title: row.querySelector("dt").textContent, list: row.parentElement };
    }
    const href = from.getAttribute("href");
    if (from.matches(".sx-differs")) {
      const found = href[0] === "#" && document.getElementById(href.slice(1));
      if (!found) return null;
      const text = document.createElement("div");
      text.append(found.querySelector("h3").cloneNode(true), found.querySelector(".sx-answers").cloneNode(true));
      return { text, title: from.getAttribute("aria-label"), list: found.parentElement };
    }
    const note = href[0] === "#" && document.getElementById(href.slice(1));
    const text = note && note.querySelector(".sx-note-body");
    const support = from.parentElement.dataset.support;
    if (!text) return null;
    const list = note.parentElement;
    const title = [`${list.dataset.footnote} ${from.textContent}`, support].filter(Boolean).join(" · ");
    return { text, title, list };
  };

  const make = (tag, name, parent) => {
    const element = document.createElement(tag);
    element.className = name;
    return parent.appendChild(element);
  };

  const build = () => {
    const main = document.querySelector(".md-content__inner, main") || document.body;
    pop = make("div", "sx-pop md-typeset", main);
    pop.tabIndex = -1;
    pop.setAttribute("role", "dialog");
    pop.setAttribute("aria-labelledby", "sx-pop-title");
    const head = make("p", "sx-pop-head", pop);
    label = make("span", "", head);
    label.id = "sx-pop-title";
    close = make("button", "sx-pop-close", head);
    close.type = "button";
    close.textContent = "×";
    close.addEventListener("click", () => hide(true));
    body = make("div", "sx-pop-body", pop);
    body.id = "sx-pop-body";
    const foot = make("p", "sx-pop-foot", pop);
    more = make("a", "", foot);
    sentence = make("a", "", foot);
    sentence.textContent = document.querySelector("[data-permalink]")?.dataset.permalink;
  };

  const place = () => {
    pop.style.left = pop.style.top = "";
    const at = mark.getClientRects()[0];
    const box = pop.getBoundingClientRect();
    if (sheet.matches) {
      if (at.bottom > box.top - 8) scrollBy(0, at.bottom - box.top + 24);
      return;
    }
    const origin = pop.offsetParent.getBoundingClientRect();
    const room = document.documentElement.clientWidth - box.width - 12;
    const left = Math.max(12, Math.min(at.left + at.width / 2 - box.width / 2, room));
    const below = at.bottom + 8;
    const above = at.top - 8 - box.height;
    const top = below + box.height > innerHeight && above > 60 ? above : below;
    pop.style.left = left - origin.left + "px";
    pop.style.top = top - origin.top + "px";
  };

  const show = (on, keep) => {
    clearTimeout(timer);
    if (mark === on) {
      kept = kept || keep;
      return true;
    }
    const found = content(on);
    if (!found) return false;
    hide();
    if (!pop) build();
    const copy = found.text.cloneNode(true);
    for (const each of copy.querySelectorAll("[id], [role]")) {
      each.removeAttribute("id");
      each.removeAttribute("role");
    }
    body.replaceChildren(...copy.childNodes);
    label.textContent = found.title;
    close.setAttribute("aria-label", found.list.dataset.close);
    more.textContent = found.list.dataset.more;
    more.href = on.href;
    // Keyboard and touch find the sentence's own address here; a mouse finds it in the margin.
    const statement = sentence.textContent && nearest(on, ".sx-statement[id]");
    sentence.hidden = !statement;
    sentence.href = statement ? "#" + statement.id : "";
    mark = on;
    kept = keep;
    mark.setAttribute("aria-expanded", "true");
    mark.setAttribute("aria-describedby", body.id);
    pop.hidden = false;
    pop.scrollTop = 0;
    place();
    return true;
  };

  const hide = (back) => {
    if (!mark) return;
    const last = mark;
    mark = null;
    last.removeAttribute("aria-expanded");
    last.removeAttribute("aria-describedby");
    if (back && pop.contains(document.activeElement)) {
      quiet = true;
      last.focus();
      quiet = false;
    }
    pop.hidden = true;
  };

  // What the browser's own tooltip says without this script, the preview says with it.
  for (const refs of document.querySelectorAll(".sx-refs[title]")) {
    refs.dataset.support = refs.title;
    refs.removeAttribute("title");
  }

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    clearTimeout(timer);
    const over = nearest(event.target, MARKS);
    if (over && over !== mark) {
      if (pop && pop.contains(document.activeElement)) return;
      timer = setTimeout(show, SHOW, over, false);
    } else if (mark && !kept && !over && !pop.contains(event.target)) {
      timer = setTimeout(hide, HIDE, false);
    }
  });

  document.addEventListener("pointerdown", () => {
    pressed = mark;
  }, true);

  document.addEventListener("click", (event) => {
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const on = nearest(event.target, MARKS);
    if (!on) {
      if (mark && (!pop.contains(event.target) || nearest(event.target, "a"))) hide();
    } else if (event.detail && pressed === on) {
      hide(); // the second tap follows the link
    } else if (show(on, true)) {
      event.preventDefault();
      if (!event.detail) pop.focus(); // by keyboard
    }
  });

  document.addEventListener("focusin", ({ target }) => {
    if (quiet) return;
    const on = nearest(target, MARKS);
    if (pop && pop.contains(target)) kept = true;
    else if (!(on && on.matches(":focus-visible") && show(on, true)) && on !== mark) hide();
  });

  document.addEventListener("keydown", (event) => {
    if (!mark) return;
    if (event.key === "Escape") hide(true);
    if (event.key !== "Tab" || !pop.contains(document.activeElement)) return;
    // Tab leads out of the preview to where the reader was.
    const stops = pop.querySelectorAll("a:not([hidden]), button");
    const edge = event.shiftKey ? stops[0] : stops[stops.length - 1];
    if (![edge, event.shiftKey && pop].includes(document.activeElement)) return;
    if (event.shiftKey) event.preventDefault();
    hide(true);
  });

  addEventListener("scroll", () => {
    if (!mark) return;
    const at = mark.getBoundingClientRect();
    if (at.bottom < 0 || at.top > innerHeight) hide();
  }, { passive: true });

  addEventListener("resize", () => mark && place());
})();

// A link to the statement that the reader points at or taps. It is one for the
// whole page: hundreds would cost more than they are used.
(() => {
  "use strict";
  const told = document.querySelector("[data-permalink]");
  if (!told) return;
  const link = document.createElement("a");
  link.className = "sx-permalink";
  link.tabIndex = -1; // no stop more at every sentence: previews have the address as well
  link.title = told.dataset.permalink;
  link.setAttribute("aria-label", told.dataset.permalink);

  const put = (target) => {
    const statement = target?.closest?.(".sx-statement[id]");
    if (!statement || statement === link.parentElement) return;
    link.href = "#" + statement.id;
    statement.append(link);
  };

  document.addEventListener("pointerover", (event) => put(event.target));
  addEventListener("load", () => put(document.querySelector(":target")));
})();

// On a phone the style sheet stacks the cells of a table, and some browsers then forget that it is
// one. The roles that remind them may not stand in the HTML itself.
(() => {
  "use strict";
  const ROLES = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };
  const headers = (cell) => (cell.scope === "col" ? "columnheader" : "rowheader");
  for (const part of document.querySelectorAll(".sx-countries, .sx-countries :is(thead, tbody, tr, th, td)")) {
    part.setAttribute("role", ROLES[part.tagName] || headers(part));
  }
})();
