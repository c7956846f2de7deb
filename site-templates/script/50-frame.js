// The frame around a page: the colour scheme, the menu of small screens, the contents that follow the
// reader. Where another frame stands around the page, nothing of this is found, and nothing is done.
(() => {
  "use strict";
  const find = (selector) => document.querySelector(selector);

  // A button for each scheme leads to the next one; only that of the scheme in use is shown.
  const schemes = [...document.querySelectorAll(".sx-scheme")];
  if (window.sxScheme && schemes[1]) {
    const use = (number) => {
      const chosen = sxScheme(number);
      schemes.forEach((button, at) => (button.hidden = at !== chosen));
      return schemes[chosen];
    };
    use();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => use());
    schemes.forEach((button, at) => button.addEventListener("click", () => use((at + 1) % schemes.length).focus()));
  }

  // The menu is open while its box is checked, which works without this script as well.
  const box = find("#__drawer"), label = find(".sx-menu"), side = find("#__side");
  const wide = matchMedia("(min-width: 76.25em)");
  if (box && label && side) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = label.className;
    button.setAttribute("aria-label", box.getAttribute("aria-label"));
    button.setAttribute("aria-controls", side.id);
    button.append(...label.childNodes);
    label.replaceWith(button);
    box.hidden = true;

    const set = (open) => {
      box.checked = open;
      button.setAttribute("aria-expanded", open);
      // All but the header, which stays above the page, and the menu itself.
      for (const part of document.querySelectorAll(".md-skip, .md-banner, .md-content, .md-footer")) part.inert = open;
      if (!open) return;
      side.style.setProperty("--sx-top", find(".md-header").getBoundingClientRect().bottom + "px");
      side.querySelector("a")?.focus();
    };
    set(false);
    button.addEventListener("click", () => set(!box.checked));
    box.addEventListener("change", () => set(box.checked));
    wide.addEventListener("change", () => set(false));
    addEventListener("pageshow", () => set(false)); // some browsers keep boxes checked
    side.addEventListener("click", (event) => event.target.closest("a") && set(false));
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !box.checked || event.defaultPrevented) return;
      set(false);
      button.focus();
    });
  }

  // What begins above this line has been reached. The window that is watched ends far below the page
  // and at its sides, so that all else is wholly within it, and news come of whatever crosses the line.
  // It begins once the page has been drawn, when the size of its letters need not be asked for early.
  const watch = (headings, done) => requestAnimationFrame(() => setTimeout(() => {
    const line = 4 + parseFloat(getComputedStyle(document.documentElement).fontSize) * 3.2;
    const options = { rootMargin: `${-line}px 9999999px 9999999px`, threshold: [0, 1] };
    const passed = new Set();
    const observer = new IntersectionObserver((entries) => {
      for (const { target, boundingClientRect: { top, height } } of entries) {
        passed[height && top < line ? "add" : "delete"](target);
      }
      done(passed);
    }, options);
    for (const heading of headings) observer.observe(heading);
  }));

  const links = new Map();
  for (const link of document.querySelectorAll(".sx-toc a")) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) links.set(heading, link);
  }
  let current = null;
  watch([...links.keys()], (passed) => {
    const last = [...links.keys()].filter((each) => passed.has(each)).pop();
    const link = links.get(last) || null;
    if (link === current) return;
    current?.removeAttribute("aria-current");
    current = link;
    if (!link) return;
    link.setAttribute("aria-current", "location");
    if (wide.matches) side.scrollTop = link.offsetTop - side.clientHeight / 2;
  });

  // On a small screen the site's name gives way to the title of what is read.
  const brand = find(".sx-brand span"), title = find("h1");
  if (brand && title && !find(".sx-home-title")) {
    const now = brand.cloneNode();
    now.ariaHidden = "true";
    now.textContent = title.textContent;
    now.className += " sx-brand-page";
    brand.after(now);
    watch([title], (passed) => brand.parentNode.classList.toggle("sx-brand--page", !!passed.size));
  }

  // On a small screen chips are a row that scrolls, in which the one with the focus may be cut off.
  document.addEventListener("focusin", ({ target }) => {
    if (target.matches("[aria-pressed]")) target.scrollIntoView({ block: "nearest", inline: "nearest" });
  });

  // What scrolls sideways within itself can be scrolled by keyboard.
  for (const code of document.querySelectorAll("pre > code")) {
    if (code.scrollWidth > code.clientWidth) code.tabIndex = 0;
  }
})();
