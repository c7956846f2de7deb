// What of a page is drawn: [innerText, the words of all boxes that can be seen].
() => {
  const WIDTH = 1280, HEIGHT = 5000, FAINT = 0.05;
  const alpha = (color) => {
    const found = /^rgba\(.*,\s*([\d.]+)\)$/.exec(color);
    return found ? Number(found[1]) : 1;
  };
  const parentOf = (node) =>
    node.assignedSlot || node.parentElement || (node.parentNode && node.parentNode.host) || null;
  const around = (node) => {
    const all = [];
    for (let each = parentOf(node); each; each = parentOf(each)) all.push(each);
    return all;
  };
  const isStruck = (elements) =>
    elements.some((each) => getComputedStyle(each).textDecorationLine.includes("line-through"));
  const isInked = (elements) => {
    const own = getComputedStyle(elements[0]);
    const ink = own.webkitTextFillColor;
    if (elements.some((each) => getComputedStyle(each).webkitBackgroundClip === "text")) return true;
    if (alpha(ink) <= FAINT) return false;
    const ground = elements.map((each) => getComputedStyle(each).backgroundColor)
      .find((color) => alpha(color) > FAINT);
    return ground !== ink;
  };
  const cut = (rect, elements) => {
    let { left, top, right, bottom } = rect;
    for (const each of elements) {
      const style = getComputedStyle(each);
      if (style.display === "inline" || style.display === "contents") continue;
      const box = each.getBoundingClientRect();
      if (style.overflowX !== "visible") {
        left = Math.max(left, box.left);
        right = Math.min(right, box.right);
      }
      if (style.overflowY !== "visible") {
        top = Math.max(top, box.top);
        bottom = Math.min(bottom, box.bottom);
      }
    }
    return {
      left: Math.max(left, 0), top: Math.max(top, 0),
      right: Math.min(right, WIDTH), bottom: Math.min(bottom, HEIGHT),
    };
  };
  const isHit = (rect, element) => {
    const x = (rect.left + rect.right) / 2, y = (rect.top + rect.bottom) / 2;
    const root = element.getRootNode();
    return root.elementsFromPoint(x, y).some((each) => each === element || element.contains(each));
  };
  const isClipped = (elements) => elements.some((each) => {
    const style = getComputedStyle(each);
    return style.clipPath !== "none" || style.clip !== "auto" || each instanceof SVGElement;
  });
  const isDrawn = (text) => {
    const elements = around(text);
    const element = elements.find((each) => getComputedStyle(each).display !== "contents");
    if (!element || elements.some((each) => each.tagName === "HEAD")) return false;
    if (!element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })) return false;
    const opacity = elements.reduce((all, each) => {
      const style = getComputedStyle(each);
      const filter = /opacity\(([\d.]+)\)/.exec(style.filter);
      return all * Number(style.opacity) * (filter ? Number(filter[1]) : 1);
    }, 1);
    if (opacity <= FAINT || isStruck(elements) || !isInked(elements)) return false;
    const range = document.createRange();
    range.selectNodeContents(text);
    const rects = [...range.getClientRects()];
    // What moves is seen at one time or another.
    if (element.closest("marquee")) return rects.length > 0;
    return rects.some((rect) => {
      const left = cut(rect, elements);
      if (left.right - left.left <= 1 || left.bottom - left.top <= 1) return false;
      return !isClipped(elements) || isHit(left, element);
    });
  };
  const inner = document.body.innerText;
  const texts = [], extra = [];
  const walk = (node) => {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) texts.push(child);
      else if (child.nodeType === Node.ELEMENT_NODE && child.tagName !== "STYLE") {
        if (child.shadowRoot) walk(child.shadowRoot);
        walk(child);
      }
    }
  };
  walk(document.documentElement);
  const inList = (text) => text.parentElement && text.parentElement.closest("select");
  const isChosen = (text) => {
    const list = inList(text);
    const option = text.parentElement.closest("option");
    return option && list.checkVisibility() && (list.multiple || [...list.selectedOptions].includes(option));
  };
  const drawn = new Map(texts.map((text) => [text, inList(text) ? isChosen(text) : isDrawn(text)]));
  for (const field of document.querySelectorAll("input, textarea")) {
    if (field.checkVisibility() && !["hidden", "checkbox", "radio"].includes(field.type)) {
      extra.push(field.value);
    }
  }
  for (const [text, is] of drawn) {
    if (!text.data.trim()) continue;
    if (!is) text.data = "";
    else if (text.getRootNode() !== document) extra.push(text.data);
  }
  return [inner, [document.body.innerText, ...extra].join("\n")];
}
