// The filter of a page of quotations: by words, by source and by speaker. What is chosen stands in
// the address, so that it can be passed on and the back button undoes it.
(() => {
  "use strict";
  const form = document.querySelector(".sx-filter");
  if (!form) return;
  const box = form.elements.words, status = form.querySelector("[role=status]");
  const reset = form.querySelector("[type=reset]");
  const chips = [...form.querySelectorAll("[aria-pressed]")];
  const choice = (chip) => chip.firstElementChild.textContent;
  const by = (chip) => chip.parentElement.name;
  // As a reader may type it: in any case, without accents.
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  let items; // read when there is something to find
  const read = () => {
    items = [];
    for (const group of document.querySelectorAll(".sx-group")) {
      const block = group.parentElement, title = block.previousElementSibling;
      for (const quotation of group.querySelectorAll(".sx-quotation")) {
        const said = (name) => quotation.querySelector(name)?.textContent;
        const source = said(".sx-from") || group.dataset.source;
        const speaker = said(".sx-who") || group.dataset.speaker;
        const text = folded([quotation.textContent, source, speaker].join(" "));
        items.push({ quotation, parts: [block, title], source, speaker, text });
      }
    }
  };

  const show = () => {
    const words = folded(box.value).split(/\s+/).filter(Boolean);
    const chosen = chips.filter((chip) => chip.ariaPressed === "true");
    const active = words.length + chosen.length > 0;
    if (!active && !items) return;
    if (!items) read();
    const parts = new Map();
    let number = 0;
    for (const item of items) {
      const fits = words.every((word) => item.text.includes(word))
        && chosen.every((chip) => item[by(chip)] === choice(chip));
      item.quotation.hidden = !fits;
      number += fits;
      for (const part of item.parts) parts.set(part, fits || parts.get(part));
    }
    for (const [part, isShown] of parts) part.hidden = !isShown;
    reset.hidden = !active;
    status.textContent = active ? form.dataset.shown.replace("{}", number) : "";
  };

  // One source and one speaker at a time: a quotation has no more.
  const press = (chosen) => {
    for (const chip of chips) chip.setAttribute("aria-pressed", choice(chip) === chosen[by(chip)]);
  };

  const keep = (how) => {
    const asked = new URLSearchParams();
    if (box.value.trim()) asked.set("words", box.value.trim());
    for (const chip of chips) if (chip.ariaPressed === "true") asked.set(by(chip), choice(chip));
    const text = asked.toString();
    try {
      history[how](null, "", text ? "?" + text : location.pathname);
    } catch { /* Some browsers keep the address of a file on the disk as it is. */ }
    show();
  };

  const restore = () => {
    const asked = new URLSearchParams(location.search);
    box.value = asked.get("words") || "";
    press(Object.fromEntries(asked));
    show();
  };

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => keep("replaceState"));
  form.addEventListener("click", ({ target }) => {
    const chip = target.closest("[aria-pressed]");
    if (!chip) return;
    const isOn = chip.ariaPressed !== "true";
    for (const other of chips) if (by(other) === by(chip)) other.setAttribute("aria-pressed", isOn && other === chip);
    keep("pushState");
  });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    box.value = "";
    press({});
    keep("pushState");
    box.focus();
  });
  addEventListener("popstate", restore);
  form.hidden = false;
  restore();
})();
