"""The scripts that look at a page from a world of their own, which the page cannot reach."""

from __future__ import annotations

_WALK = r"""
const SKIPPED = new Set(["SCRIPT", "STYLE", "NOSCRIPT", "NOFRAMES", "TEMPLATE", "IFRAME", "OBJECT",
  "CANVAS", "AUDIO", "VIDEO", "TEXTAREA", "SELECT", "DATALIST", "HEAD", "TITLE", "RT", "RP", "DEL",
  "S", "STRIKE"]);
const EMPTY_CLIP = /^(inset\((?:[5-9]\d|100)(\.\d+)?%|circle\(0|ellipse\(0)/;
const AXES = [["overflowX", "left", "right"], ["overflowY", "top", "bottom"]];
const RAISED = "\ufdd1", LOWERED = "\ufdd2", END = "\ufdd3";
const NOWHERE = {left: 0, top: 0, right: 0, bottom: 0};

function common(one, other) {
  return {left: Math.max(one.left, other.left), top: Math.max(one.top, other.top),
    right: Math.min(one.right, other.right), bottom: Math.min(one.bottom, other.bottom)};
}
function isSeen(box) {
  return box.right - box.left > 1 && box.bottom - box.top > 1;
}
function onPage(box) {
  return {left: box.left + scrollX, top: box.top + scrollY,
    right: box.right + scrollX, bottom: box.bottom + scrollY};
}

// Where the children of an element can be seen: in the flow, taken out of it, fixed to the window.
function areas(element, style, its) {
  const root = element === document.body || element === document.documentElement;
  const place = style.position;
  let flow = place === "fixed" ? its.fixed : place === "absolute" ? its.absolute : its.flow;
  const box = onPage(element.getBoundingClientRect());
  if (EMPTY_CLIP.test(style.clipPath)) flow = NOWHERE;
  const cut = /^rect\((\S+?),? (\S+?),? (\S+?),? (\S+?)\)$/.exec(style.clip);
  if (cut && (place === "absolute" || place === "fixed")) {
    const [top, right, bottom, left] = cut.slice(1).map(parseFloat);
    flow = common(flow, {
      top: box.top + (top || 0), left: box.left + (left || 0),
      right: isNaN(right) ? box.right : box.left + right,
      bottom: isNaN(bottom) ? box.bottom : box.top + bottom});
  }
  if (!root && style.display !== "contents" && style.display !== "inline") {
    for (const [axis, from, to] of AXES) {
      if (!/hidden|clip/.test(style[axis])) continue;
      flow = {...flow};
      flow[from] = Math.max(flow[from], box[from]);
      flow[to] = Math.min(flow[to], box[to]);
    }
    // What can be scrolled to is seen where the box that scrolls is.
    if (/auto|scroll/.test(style.overflowX + style.overflowY)) {
      const shown = isSeen(common(flow, box));
      const across = /auto|scroll/.test(style.overflowX);
      const down = /auto|scroll/.test(style.overflowY);
      flow = !shown ? NOWHERE : {
        left: across ? -1e9 : flow.left, right: across ? 1e9 : flow.right,
        top: down ? -1e9 : flow.top, bottom: down ? 1e9 : flow.bottom};
    }
  }
  const holds = style.transform !== "none" || style.filter !== "none"
    || style.perspective !== "none" || /paint|layout|strict|content/.test(style.contain);
  return {flow, absolute: holds || place !== "static" ? flow : its.absolute,
    fixed: holds ? flow : its.fixed};
}

function isTransparent(style) {
  return /^rgba\(.*, 0\)$/.test(style.webkitTextFillColor) && style.backgroundClip !== "text";
}

// The parts of a text node that are seen, as [start, end] each.
function parts(text, area) {
  const range = document.createRange();
  range.selectNodeContents(text);
  const boxes = [...range.getClientRects()].map(onPage);
  const seen = boxes.filter((box) => isSeen(common(box, area)));
  if (!seen.length) return [];
  const whole = boxes.every((box) => box.left >= area.left - 1 && box.right <= area.right + 1
    && box.top >= area.top - 1 && box.bottom <= area.bottom + 1);
  if (whole) return [[0, text.length]];
  const found = [];
  for (const word of text.data.matchAll(/\S+\s*/g)) {
    range.setStart(text, word.index);
    range.setEnd(text, word.index + word[0].trimEnd().length);
    const box = onPage(range.getBoundingClientRect());
    const x = (box.left + box.right) / 2, y = (box.top + box.bottom) / 2;
    if (isSeen(box) && x > area.left && x < area.right && y > area.top && y < area.bottom) {
      found.push([word.index, word.index + word[0].length]);
    }
  }
  return found;
}

function children(element) {
  if (element.localName === "details" && !element.open) {
    return [...element.children].filter((each) => each.localName === "summary").slice(0, 1);
  }
  if (element.shadowRoot) return element.shadowRoot.childNodes;
  const assigned = element.localName === "slot" ? element.assignedNodes() : [];
  return assigned.length ? assigned : element.childNodes;
}

// What is put before and behind the words of an element.
function signs(element, style) {
  if (style.display !== "contents" && !/^(inline|ruby)/.test(style.display)) return ["\n", "\n"];
  if (element.localName === "sup" || style.verticalAlign === "super") return [RAISED, END];
  if (element.localName === "sub" || style.verticalAlign === "sub") return [LOWERED, END];
  if (element.localName !== "q") return ["", ""];
  if (getComputedStyle(element, "::before").content !== "open-quote") return ["", ""];
  return element.parentElement.closest("q") ? ["‘", "’"] : ["“", "”"];
}

// Calls back for each part of a text that is seen, and for each sign between them.
// False if there are more elements than that.
function walk(most, onText, onSign) {
  const root = document.documentElement;
  const page = {left: 0, top: 0, right: Math.max(root.scrollWidth, innerWidth), bottom: 1e9};
  const fixed = {left: 0, top: 0, right: innerWidth, bottom: innerHeight};
  const todo = [[root, {flow: page, absolute: page, fixed}, true]];
  let count = 0, depth = 0;
  while (todo.length) {
    const [node, its, shown] = todo.pop();
    if (typeof node === "string") {
      onSign(node);
      continue;
    }
    if (++count > most) return false;
    if (node.nodeType === Node.TEXT_NODE) {
      if (!/[^ \t\n\r\f]/.test(node.data)) onSign(" ");
      else if (shown) for (const part of parts(node, its.flow)) onText(node, ...part);
      continue;
    }
    if (node.nodeType !== Node.ELEMENT_NODE || SKIPPED.has(node.nodeName.toUpperCase())) continue;
    if (node.nodeName === "BR") {
      onSign("\n");
      continue;
    }
    const style = getComputedStyle(node);
    if (style.display === "none" || style.opacity === "0") continue;
    if (style.contentVisibility === "hidden") continue;
    if (style.textDecorationLine.includes("line-through")) continue;
    const isBox = style.display !== "contents";
    const visible = style.visibility === "visible" && !isTransparent(style)
      && (!isBox || node.checkVisibility({opacityProperty: true}));
    const [before, after] = signs(node, style);
    const inner = areas(node, style, its);
    if (after) todo.push([after]);
    const list = children(node);
    if (todo.length + list.length > most) return false;
    for (let at = list.length - 1; at >= 0; at--) todo.push([list[at], inner, visible]);
    if (before) todo.push([before]);
  }
  return true;
}
"""

SEEN = f"""function (most, longest) {{
{_WALK}
if (document.getElementsByTagName("*").length > most) return null;
const found = [];
let length = 0;
const add = (text) => {{ length += text.length; if (length <= longest) found.push(text); }};
const ours = /[\\ufdd0-\\ufdef]/g;
const all = walk(most * 3, (node, start, end) => {{
  const pre = getComputedStyle(node.parentElement || document.body).whiteSpace.startsWith("pre");
  const text = node.data.slice(start, end).replace(ours, "");
  add(pre ? text : text.replace(/[ \\t\\n\\r\\f]+/g, " "));
}}, add);
return all && length <= longest ? found.join("") : null;
}}"""
"""Returns the text that is seen, or null where there is too much."""

MARK = f"""function (before, words, after) {{
{_WALK}
const bare = (text) => text.replace(/[^\\p{{L}}\\p{{N}}]+/gu, "");
const nodes = [];
let text = "";
const places = [];
walk(600000, (node, start, end) => {{
  for (let at = start; at < end; at++) {{
    if (/[\\p{{L}}\\p{{N}}]/u.test(node.data[at])) {{
      text += node.data[at];
      places.push([node, at]);
    }}
  }}
}}, () => {{}});
const [left, middle, right] = [before, words, after].map(bare);
if (!middle) return null;
let at = text.indexOf(left + middle + right);
at = at >= 0 ? at + left.length : text.indexOf(middle);
if (at < 0) return null;
const range = document.createRange();
range.setStart(...places[at]);
const [last, offset] = places[at + middle.length - 1];
range.setEnd(last, offset + 1);
const boxes = [...range.getClientRects()].map(onPage).filter(isSeen);
if (!boxes.length) return null;
for (const box of boxes) {{
  const sign = document.createElement("div");
  sign.style.cssText = `all: initial; position: absolute; z-index: 2147483647; pointer-events: none;
    left: ${{box.left}}px; top: ${{box.top}}px; width: ${{box.right - box.left}}px;
    height: ${{box.bottom - box.top}}px; background: rgba(255, 220, 0, 0.4);
    outline: 2px solid rgb(220, 120, 0)`;
  document.documentElement.append(sign);
}}
return {{top: Math.min(...boxes.map((box) => box.top)),
  bottom: Math.max(...boxes.map((box) => box.bottom))}};
}}"""
"""Marks a passage and returns where it stands, or null where it is not seen. It looks for letters
and figures only, for it proves nothing."""
