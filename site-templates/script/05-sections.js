// Closed sections open for whoever is led into them: by an address, a search in the page, paper.
(() => {
  "use strict";
  const opened = new Set();

  const open = (section) => {
    if (section.open) return;
    section.open = true;
    opened.add(section);
  };

  sx.sections = () => document.querySelectorAll("details.sx-section");
  sx.open = open;
  sx.close = (section) => {
    if (opened.delete(section)) section.open = false;
  };

  // What a closed section holds is not made ready before somebody wants it.
  const waiting = new Map();
  sx.whenOpen = (part, work) => {
    const section = part.closest("details:not([open])");
    if (!section) return work(part);
    if (!waiting.has(section)) waiting.set(section, []);
    waiting.get(section).push(() => work(part));
  };
  sx.prepare = (section) => {
    const works = waiting.get(section);
    waiting.delete(section);
    works?.forEach((work) => work());
  };
  document.addEventListener("toggle", (event) => sx.prepare(event.target), true);

  // What a heading stands over opens with it.
  const under = (target) => {
    const next = /^H\d$/.test(target.tagName) && target.nextElementSibling;
    return next && (next.matches("details.sx-section") ? next : next.querySelector(":scope > details.sx-section"));
  };

  const reveal = () => {
    const target = sx.at(location.hash);
    if (!target) return;
    // What stands on another page in full is only named here.
    const named = target.closest(".sx-named > li");
    if (named) {
      const page = named.querySelector("a").href.split("#")[0];
      location.replace(page + location.hash);
      return;
    }
    for (let part = target.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
    const below = under(target);
    if (below) below.open = true;
    target.scrollIntoView();
  };

  if (location.hash) reveal();
  addEventListener("hashchange", reveal);
  // The same address once more is no change of it.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="#"]');
    if (link && !event.defaultPrevented && link.getAttribute("href") === location.hash) reveal();
  });

  addEventListener("beforeprint", () => {
    for (const section of document.querySelectorAll(".md-content details:not([open])")) {
      section.dataset.paper = "";
      section.open = true;
    }
  });
  addEventListener("afterprint", () => {
    for (const section of document.querySelectorAll("details[data-paper]")) {
      delete section.dataset.paper;
      section.open = false;
    }
  });

  // A browser that does not look into closed sections by itself finds them open.
  if (!("onbeforematch" in document.body)) {
    document.addEventListener("keydown", (event) => {
      if (event.key === "F3" || ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "f")) {
        for (const section of sx.sections()) open(section);
      }
    });
  }
})();
