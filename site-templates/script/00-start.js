// What the parts of this script share: ways to show something beside its mark.
const sx = {
  // Each takes a mark and gives what to show for it: {title, nodes, links, wide}; null if nothing.
  shows: [],
  marks: [],
  make(tag, name, parent, text) {
    const element = document.createElement(tag);
    if (name) element.className = name;
    if (text) element.textContent = text;
    parent?.append(element);
    return element;
  },
  // A copy that claims no address and no role of what it was copied from.
  copy(node) {
    const copy = node.cloneNode(true);
    for (const each of [copy, ...copy.querySelectorAll("*")]) {
      each.removeAttribute("id");
      each.removeAttribute("role");
    }
    for (const each of copy.querySelectorAll(".sx-says")) each.remove();
    return copy;
  },
  // A button that puts a text into the clipboard and says so.
  copyButton(label, copied, text) {
    const button = sx.make("button", "sx-copy", null, label);
    button.type = "button";
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text());
      } catch {
        const area = sx.make("textarea", "sx-hidden", button.parentElement);
        area.value = text();
        area.select();
        document.execCommand("copy");
        area.remove();
        button.focus();
      }
      button.textContent = copied;
      button.setAttribute("aria-live", "polite");
    });
    return button;
  },
  at(href) {
    if (href?.[0] !== "#" || href.length < 2) return null;
    try {
      return document.getElementById(decodeURIComponent(href.slice(1)));
    } catch {
      return null; // anybody can write an address
    }
  },
};
