// The box in which a reader checks quotations is loaded when it is opened.
(() => {
  "use strict";
  const own = document.currentScript?.src;
  const box = document.querySelector("details.sx-check");
  if (!box || !own) return;
  const add = (tag, properties) => new Promise((onload, onerror) => {
    document.head.append(Object.assign(document.createElement(tag), { ...properties, onload, onerror }));
  });

  let loading = false;
  const load = async () => {
    if (loading || !box.open || "paper" in box.dataset) return;
    loading = true;
    try {
      await Promise.all([
        add("link", { rel: "stylesheet", href: new URL("check.css", own) }),
        add("script", { src: new URL("check.js", own) }),
      ]);
      sxCheck.open(box);
    } catch {
      loading = false; // offline; what can be done by hand stands there
    }
  };
  box.addEventListener("toggle", load);
  load();
})();
