// Runs before anything else in every document. It notes whatever calls a dialog, and of everything
// that ever is in the document its shape: element, attributes and the values that decide something.
(() => {
  "use strict";
  for (const name of ["alert", "confirm", "prompt", "print"]) {
    window[name] = (...words) => void ran(`${name}(${words}) at ${location}`);
  }
  addEventListener("error", (event) => event.message && ran(`error: ${event.message} at ${location}`));
  const shapes = new Set();
  const LINKS = /^(?:href|src|action|formaction|data|poster|cite|xlink:href|background|ping|manifest)$/i;
  // What such a value names decides what is done, so it is part of the shape.
  const NAMED = /^(?:rel|type|http-equiv|as|target|method|popovertarget|is|slot|content-type)$/i;
  const at = (value) => {
    try {
      const url = new URL(value, document.baseURI);
      return /^(?:https?|mailto):$/.test(url.protocol) ? "" : `=${value.slice(0, 80)}`;
    } catch {
      return "";
    }
  };
  const attribute = ({ name, value }) =>
    name + (LINKS.test(name) ? at(value) : NAMED.test(name) ? `=${value}` : "");
  const source = (element) => {
    const type = element.getAttribute("type") || "";
    if (/json$/i.test(type)) return JSON.parse(element.textContent) ? "{}" : "";
    // What stands in a script or a style sheet, and where it is fetched from.
    return element.hasAttribute("src") ? new URL(element.src, location).origin === location.origin : element.textContent;
  };
  const note = (node, whole) => {
    if (node.nodeType === Node.COMMENT_NODE) shapes.add(`<!--${node.data.slice(0, 80)}-->`);
    if (node.nodeType === Node.PROCESSING_INSTRUCTION_NODE) shapes.add(`<?${node.target} ${node.data}?>`);
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    const name = `${/[a-z]+$/i.exec(node.namespaceURI || "")?.[0]}:${node.localName}`;
    shapes.add(name);
    for (const one of node.attributes) shapes.add(`${name} ${attribute(one)}`);
    // While the page is still read, only the beginning of its text may be there.
    if (whole && /^(?:script|style)$/i.test(node.localName)) shapes.add(`${name} ${source(node)}`);
    if (node.content instanceof DocumentFragment) each(node.content, whole);
  };
  const each = (root, whole) => {
    note(root, whole);
    for (let walk = document.createTreeWalker(root); walk.nextNode();) note(walk.currentNode, whole);
  };
  new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === "attributes") note(target);
      else for (const node of addedNodes) each(node);
    }
  }).observe(document, { subtree: true, childList: true, attributes: true });
  window.sxShapes = () => {
    each(document, true);
    return [...shapes];
  };
})();
