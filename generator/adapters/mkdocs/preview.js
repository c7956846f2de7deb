// The preview: loads the page again when it is another one, and leaves the reader where they were.
(() => {
  "use strict";
  const script = document.currentScript;
  const { version } = script.dataset;
  let { checklist } = script.dataset;
  const KEY = "sx-preview";

  const { kept, keep } = sxKept;

  // ---- The place on the page

  // The first thing with a name that is in view: it stays where it is, whatever changed above it.
  const landmark = () => {
    for (const element of document.querySelectorAll(".md-content [id]")) {
      const box = element.getBoundingClientRect();
      if (box.height > 0 && box.bottom > 60) return { id: element.id, top: box.top };
    }
    return {};
  };

  const reload = () => {
    keep("sessionStorage", KEY, JSON.stringify({ path: location.pathname, y: scrollY, ...landmark() }));
    location.reload();
  };

  const restore = (place) => {
    history.scrollRestoration = "manual";
    let left = 20;
    const stop = () => {
      left = 0;
    };
    for (const kind of ["wheel", "touchstart", "keydown", "pointerdown"]) {
      addEventListener(kind, stop, { once: true, passive: true });
    }
    // More than once: parts of a long page get their height only when they come near.
    const step = () => {
      if (left <= 0) return;
      left -= 1;
      const element = place.id && place.y > 0 ? document.getElementById(place.id) : null;
      const top = element ? scrollY + element.getBoundingClientRect().top - place.top : place.y;
      if (Math.abs(top - scrollY) > 1) scrollTo({ top, behavior: "instant" });
      requestAnimationFrame(step);
    };
    step();
  };

  const before = JSON.parse(kept("sessionStorage", KEY) || "null");
  keep("sessionStorage", KEY, "null");
  if (before && before.path === location.pathname) {
    if (document.readyState === "complete") restore(before);
    else addEventListener("load", () => restore(before), { once: true });
  } else {
    history.scrollRestoration = "auto";
  }

  // ---- News

  let asking = null;
  const ask = async () => {
    if (asking || document.hidden) return;
    const mine = new AbortController();
    asking = mine;
    let wait = 0;
    try {
      const known = `${version}.${checklist}`;
      const news = `/livereload/${known}?page=${encodeURIComponent(location.pathname)}`;
      const answer = await fetch(news, { cache: "no-store", signal: mine.signal });
      const told = answer.ok ? await answer.text() : known;
      if (!answer.ok) wait = 1000;
      else if (!told.startsWith(`${version}.`)) return reload();
      else if (told !== known) {
        checklist = told.slice(version.length + 1);
        dispatchEvent(new Event("sx-checklist"));
      }
    } catch {
      wait = 1000; // The server was stopped; it may come back.
    }
    if (asking === mine) asking = null;
    if (!mine.signal.aborted) setTimeout(ask, wait);
  };
  const pause = () => {
    asking?.abort();
    asking = null;
  };
  document.addEventListener("visibilitychange", () => (document.hidden ? pause() : ask()));
  addEventListener("pagehide", pause);
  addEventListener("pageshow", (event) => event.persisted && ask());
  ask();
})();
