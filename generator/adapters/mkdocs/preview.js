// The preview: loads the page again when there is a newer site, and leaves the reader where they were.
(() => {
  "use strict";
  const script = document.currentScript;
  const version = script.dataset.version;
  const KEY = "sx-preview";
  const CLOSED = "sx-preview-closed";

  // What the browser refuses to keep, such as in a private window, is not kept.
  const kept = (name) => {
    try {
      return sessionStorage.getItem(name);
    } catch {
      return null;
    }
  };
  const keep = (name, value) => {
    try {
      sessionStorage.setItem(name, value);
    } catch {
      // Nothing depends on it.
    }
  };

  // ---- The notice of problems

  const notice = document.querySelector(".sx-problems details");
  if (notice) {
    notice.open = kept(CLOSED) !== "yes";
    // A click, by mouse or by key, comes before it opens or closes; `toggle` comes when a browser has time.
    const summary = notice.querySelector("summary");
    summary.addEventListener("click", () => keep(CLOSED, notice.open ? "yes" : "no"));
  }

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
    keep(KEY, JSON.stringify({ path: location.pathname, y: scrollY, ...landmark() }));
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

  const before = JSON.parse(kept(KEY) || "null");
  keep(KEY, "null");
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
      const news = `/livereload/${version}?page=${encodeURIComponent(location.pathname)}`;
      const answer = await fetch(news, { cache: "no-store", signal: mine.signal });
      if (!answer.ok) wait = 1000;
      else if ((await answer.text()) !== version) return reload();
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
