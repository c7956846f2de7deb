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
  at(href) {
    if (href?.[0] !== "#" || href.length < 2) return null;
    try {
      return document.getElementById(decodeURIComponent(href.slice(1)));
    } catch {
      return null; // anybody can write an address
    }
  },
};
