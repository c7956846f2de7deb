// What is shown beside a mark: a term's definition, a disagreement, the words behind a sentence.
// Every mark is a link that works without this script.
(() => {
  "use strict";
  const SHOW = 150, HIDE = 300; // ms
  const sheet = matchMedia("(max-width: 44.984375em)");
  let pop, label, close, body, foot;
  let mark = null; // what it is shown for
  let kept = false; // it stays when the pointer leaves
  let timer = 0;

  sx.marks.push(".sx-term", ".sx-differs");

  sx.shows.push((from) => {
    if (!from.matches(".sx-term")) return null;
    const row = document.getElementById(from.hash.replace("#term.", "def."));
    const text = row?.querySelector("dd");
    if (!text) return null;
    return { title: row.querySelector("dt").textContent, nodes: [...sx.copy(text).childNodes], links: [[from.href, sxSpoken.term]] };
  });

  sx.shows.push((from) => {
    const found = from.matches(".sx-differs") && sx.at(from.getAttribute("href"));
    if (!found) return null;
    const nodes = [found.querySelector("h4"), found.querySelector(".sx-answers")].filter(Boolean).map(sx.copy);
    return { title: from.getAttribute("aria-label") || from.textContent, nodes, links: [[from.href, sxSpoken.question]] };
  });

  const build = () => {
    const main = document.querySelector(".md-content__inner, main") || document.body;
    pop = sx.make("div", "sx-pop md-typeset", main);
    pop.tabIndex = -1;
    pop.setAttribute("role", "dialog");
    pop.setAttribute("aria-labelledby", "sx-pop-title");
    const head = sx.make("p", "sx-pop-head", pop);
    label = sx.make("span", "", head);
    label.id = "sx-pop-title";
    close = sx.make("button", "sx-pop-close", head, "×");
    close.type = "button";
    close.addEventListener("click", () => hide(true));
    body = sx.make("div", "sx-pop-body", pop);
    foot = sx.make("div", "sx-pop-foot", pop);
  };

  const place = () => {
    pop.style.left = pop.style.top = "";
    const at = mark.getClientRects()[0];
    const box = pop.getBoundingClientRect();
    if (!at) return;
    if (sheet.matches) {
      if (at.bottom > box.top - 8) scrollBy(0, at.bottom - box.top + 24);
      return;
    }
    const origin = pop.offsetParent.getBoundingClientRect();
    const wide = pop.classList.contains("sx-panel");
    const line = wide ? mark.parentElement.getBoundingClientRect() : at;
    const room = document.documentElement.clientWidth - box.width - 12;
    const middle = wide ? mark.closest("p, li, td, dd")?.getBoundingClientRect().left ?? line.left : at.left + at.width / 2 - box.width / 2;
    const left = Math.max(12, Math.min(middle, room));
    const below = (wide ? line.bottom : at.bottom) + 8;
    const above = line.top - 8 - box.height;
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
    let found = null;
    for (const each of sx.shows) found = found || each(on);
    if (!found) return false;
    hide();
    if (!pop) build();
    pop.classList.toggle("sx-panel", !!found.wide);
    label.textContent = found.title;
    close.setAttribute("aria-label", sxSpoken.close);
    body.replaceChildren(...found.nodes);
    foot.replaceChildren(...(found.links || []).map(([href, text]) => {
      const link = sx.make("a", "", null, text);
      link.href = href;
      return link;
    }), ...(found.tools || []));
    mark = on;
    kept = keep;
    mark.setAttribute("aria-expanded", "true");
    mark.closest(".sx-statement")?.classList.toggle("sx-shown", !!found.wide);
    pop.hidden = false;
    pop.scrollTop = 0;
    place();
    if (found.wide && !sheet.matches) pop.scrollIntoView({ block: "nearest" });
    return true;
  };

  const hide = (back) => {
    if (!mark) return;
    const last = mark;
    mark = null;
    last.removeAttribute("aria-expanded");
    last.closest(".sx-statement")?.classList.remove("sx-shown");
    if (back && pop.contains(document.activeElement)) last.focus();
    pop.hidden = true;
  };
  sx.hide = hide;

  const markOf = (target) => target.closest?.(sx.marks.join());

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    clearTimeout(timer);
    const over = markOf(event.target);
    if (over && over !== mark && !over.matches(".sx-says")) {
      if (pop?.contains(document.activeElement) || (mark && kept)) return;
      timer = setTimeout(show, SHOW, over, false);
    } else if (mark && !kept && !over && !pop.contains(event.target)) {
      timer = setTimeout(hide, HIDE, false);
    }
  });

  document.addEventListener("click", (event) => {
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const { target } = event;
    let on = markOf(target);
    if (pop?.contains(target)) {
      if (target.closest("a")) hide();
      return;
    }
    // A finger finds a sentence more easily than its mark.
    if (!on && event.pointerType === "touch" && !target.closest("a, button, summary") && getSelection().isCollapsed) {
      on = target.closest(".sx-statement")?.querySelector(".sx-says");
      if (on && mark) on = null; // a tap beside the sheet closes it
    }
    if (!on) return hide();
    if (on === mark && kept) {
      if (!on.matches(".sx-says")) return hide(); // the second tap follows the link
      event.preventDefault();
      return hide(true);
    }
    if (!show(on, true)) return;
    event.preventDefault();
    // By keyboard, and wherever the panel is more than a glance: it is read on from there.
    if (!event.detail || pop.classList.contains("sx-panel")) pop.focus({ preventScroll: true });
  });

  document.addEventListener("focusin", ({ target }) => {
    if (!mark) return;
    if (pop.contains(target)) kept = true;
    else if (target !== mark) hide();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === " " && event.target.matches?.(".sx-says")) {
      event.preventDefault();
      event.target.click();
      return;
    }
    if (!mark) return;
    if (event.key === "Escape") hide(true);
    if (event.key !== "Tab" || !pop.contains(document.activeElement)) return;
    // Tab leads out of the preview to where the reader was.
    const stops = pop.querySelectorAll("a, button");
    const edge = event.shiftKey ? stops[0] : stops[stops.length - 1];
    if (![edge, event.shiftKey && pop].includes(document.activeElement)) return;
    if (event.shiftKey) event.preventDefault();
    hide(true);
  });

  addEventListener("scroll", () => {
    if (!mark || kept) return;
    const at = mark.getBoundingClientRect();
    if (at.bottom < 0 || at.top > innerHeight) hide();
  }, { passive: true });

  addEventListener("resize", () => mark && place());
})();
