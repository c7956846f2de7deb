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
    const script = document.createElement("script");
    script.src = new URL("search.js", root);
    let left = 2;
    style.onload = style.onerror = script.onload = () => --left || done();
    script.onerror = failed;
    document.head.append(style, script);
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
