// Shows the button of the search, and loads the search when it is first used: by the button, by
// Ctrl+K, or by / outside of text fields.
(() => {
  "use strict";
  const button = document.querySelector("[data-search]");
  if (!button || !window.HTMLDialogElement?.prototype.showModal) return;
  const root = new URL(button.dataset.search.replace(/\/?$/, "/"), location.href);
  let loading = null;

  const load = () => new Promise((done, failed) => {
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = new URL("search.css", root);
    let left = 3;
    style.onload = style.onerror = () => --left || done();
    const scripts = ["search-index.js", "search.js"].map((name) => {
      const script = document.createElement("script");
      script.src = new URL(name, root);
      script.async = false; // in this order
      script.onload = style.onload;
      script.onerror = failed;
      return script;
    });
    document.head.append(style, ...scripts);
  });

  const open = () => {
    loading ||= load().catch((error) => {
      loading = null;
      throw error;
    });
    // Offline nothing opens; the next try loads again.
    loading.then(() => window.sxSearch.open(root)).catch(() => {});
  };

  const typing = (target) => target.closest?.("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");

  button.hidden = false;
  button.addEventListener("click", open);
  document.addEventListener("keydown", (event) => {
    const { key, altKey, ctrlKey, metaKey } = event;
    if (event.defaultPrevented || altKey || event.isComposing) return;
    const slash = key === "/" && !ctrlKey && !metaKey && !typing(event.target);
    const k = key.toLowerCase() === "k" && ctrlKey !== metaKey && !event.shiftKey;
    if (!slash && !k) return;
    event.preventDefault();
    open();
  });
})();
