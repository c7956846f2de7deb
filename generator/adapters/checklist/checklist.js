// The checklist: opens and closes, copies, asks for passages, and is brought up to date in place.
(() => {
  "use strict";
  const OPEN = "sx-checklist";
  const STATE = "sx-checklist-state";
  // No text of a page can be a child of the body.
  const box = document.querySelector("body > .sx-checklist");
  if (!box) return;
  // A page within another, such as one that is embedded, needs no second one.
  if (window.top !== window) {
    box.remove();
    return;
  }

  const { kept, keep } = sxKept;

  const part = (selector) => box.querySelector(selector);
  const panel = () => part(".sx-checklist__box");
  const badge = () => part(".sx-checklist__badge");
  const body = () => part(".sx-checklist__body");
  const say = (words) => {
    part(".sx-checklist__said").textContent = words;
  };
  // Passages that somebody has asked for, by the problem that they are for.
  const passages = new Map();

  // ---- Opening and closing

  const setOpen = (isOpen) => {
    panel().open = isOpen;
    keep("localStorage", OPEN, isOpen ? "open" : "closed");
    panel().classList.toggle("sx-checklist__box--opening", isOpen);
    if (isOpen) body().focus({ preventScroll: true });
    else badge().focus({ preventScroll: true });
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.(".sx-checklist__badge, .sx-checklist button");
    if (!button || !box.contains(button)) return;
    if (button === badge()) {
      event.preventDefault();
      setOpen(!panel().open);
    } else if ("copy" in button.dataset) copy(button);
    else if ("file" in button.dataset) suggest(button);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing || !panel().open) return;
    if (!box.contains(document.activeElement)) return;
    event.stopPropagation();
    setOpen(false);
  });

  // ---- Copying

  const copy = async (button) => {
    const code = button.parentElement.querySelector("code");
    try {
      await navigator.clipboard.writeText(code.textContent);
      say(box.dataset.copied);
    } catch {
      // Without leave to write to the clipboard, the text is there to be copied by hand.
      getSelection().selectAllChildren(code);
      say(box.dataset.selected);
      return;
    }
    const label = button.textContent;
    if (label === box.dataset.copied) return;
    button.textContent = box.dataset.copied;
    setTimeout(() => {
      button.textContent = label;
    }, 1500);
  };

  // ---- Passages

  const placed = (button, html) => {
    const row = button.closest(".sx-problem");
    row.querySelector(".sx-checklist__found")?.remove();
    button.setAttribute("aria-expanded", String(Boolean(html)));
    if (!html) return;
    const found = document.createElement("div");
    found.className = "sx-checklist__found";
    found.lang = box.lang;
    found.dir = box.dir;
    found.innerHTML = html;
    row.append(found);
  };

  const asText = (words) => {
    const line = document.createElement("p");
    line.textContent = words;
    return line.outerHTML;
  };

  const suggest = async (button) => {
    if (button.getAttribute("aria-busy") === "true") return;
    const { key } = button.closest(".sx-problem").dataset;
    if (passages.has(key)) {
      passages.delete(key);
      placed(button, "");
      return;
    }
    button.setAttribute("aria-busy", "true");
    say(box.dataset.searching);
    let html;
    try {
      const answer = await fetch("/.checklist/passages", {
        method: "POST",
        body: new URLSearchParams({ file: button.dataset.file, line: button.dataset.line }),
        headers: { "X-Review-Token": box.dataset.token },
        cache: "no-store",
      });
      const told = await answer.text();
      html = answer.ok ? told : asText(told);
      if (answer.ok) passages.set(key, html);
    } catch {
      html = asText(box.dataset.silent);
    }
    button.removeAttribute("aria-busy");
    // The checklist may be another one by now.
    const now = button.isConnected ? button : rowOf(key)?.querySelector("[data-file]");
    if (!now) return;
    placed(now, html);
    say(now.closest(".sx-problem").querySelector(".sx-checklist__found").textContent.slice(0, 300));
  };

  // ---- Up to date, without a look or a place lost

  const rowOf = (key) => [...box.querySelectorAll("[data-key]")].find((each) => each.dataset.key === key);

  // What somebody has opened, where they have scrolled to, and what has the focus.
  const state = () => {
    const active = document.activeElement;
    const row = box.contains(active) && active.closest("[data-key]");
    const among = row ? [...row.querySelectorAll("a, button, summary")].indexOf(active) : -1;
    const focus = box.contains(active) ? { key: row?.dataset.key ?? "", among, isBadge: active === badge() } : null;
    const opened = [...box.querySelectorAll("details[data-key]")].map((each) => [each.dataset.key, each.open]);
    return { opened, top: body().scrollTop, focus, passages: [...passages] };
  };

  const restore = (before) => {
    for (const [key, isOpen] of before.opened) {
      const details = rowOf(key);
      if (details) details.open = isOpen;
    }
    for (const [key, html] of before.passages) {
      const button = rowOf(key)?.querySelector("[data-file]");
      if (button) {
        passages.set(key, html);
        placed(button, html);
      } else passages.delete(key);
    }
    body().scrollTop = before.top;
    if (!before.focus) return;
    const { key, among, isBadge } = before.focus;
    const row = key && rowOf(key);
    const target = (row && row.querySelectorAll("a, button, summary")[Math.max(among, 0)]) || (isBadge ? badge() : body());
    target.focus({ preventScroll: true });
  };

  const awaken = () => {
    const wanted = kept("localStorage", OPEN);
    if (wanted) panel().open = wanted === "open";
    for (const button of box.querySelectorAll("button[hidden]")) button.hidden = false;
  };

  const renew = async () => {
    let html;
    try {
      const answer = await fetch("/.checklist/", { cache: "no-store" });
      if (!answer.ok) return;
      html = await answer.text();
    } catch {
      return; // The next news brings it.
    }
    const made = document.createElement("template");
    made.innerHTML = html;
    const before = state();
    const label = badge().textContent;
    const wasOpen = panel().open;
    // The line that is read aloud stays the same element: of a new one nothing is heard.
    const next = made.content.querySelector(".sx-checklist");
    for (const { name, value } of next.attributes) box.setAttribute(name, value);
    panel().replaceWith(next.querySelector(".sx-checklist__box"));
    awaken();
    if (kept("localStorage", OPEN) === null) panel().open = panel().open || wasOpen;
    restore(before);
    if (badge().textContent !== label) say(badge().textContent);
  };

  addEventListener("sx-checklist", renew);
  addEventListener("pagehide", () => keep("sessionStorage", STATE, JSON.stringify(state())));

  awaken();
  const before = JSON.parse(kept("sessionStorage", STATE) || "null");
  keep("sessionStorage", STATE, "null");
  // Where somebody has followed a link, the focus is with the page.
  const navigation = performance.getEntriesByType("navigation")[0];
  if (before) restore(navigation?.type === "reload" ? before : { ...before, focus: null });
})();
