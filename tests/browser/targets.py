"""What can be clicked or tapped on a page and is smaller than 24 × 24 CSS pixels."""

from __future__ import annotations

from playwright.sync_api import Page

# Left out is what WCAG 2.5.8 names: a link in a line of text, whose height is that of the text; a
# country on the map, whose place and shape are what it shows; what is not shown at all.
_SMALL = """(part) => {
  const SIDE = 23.5;
  const interactive = "a[href], button, input, select, summary, textarea, [role=button]";
  const inText = (each) => {
    if (each.closest("sup")) return true;
    if (getComputedStyle(each).display !== "inline") return false;
    let block = each.parentElement;
    while (getComputedStyle(block).display.startsWith("inline")) block = block.parentElement;
    const copy = block.cloneNode(true);
    for (const other of copy.querySelectorAll(interactive)) other.remove();
    return /[\\p{L}\\p{N}]/u.test(copy.textContent);
  };
  // What is drawn around an element belongs to it as well.
  const reaches = (each) => {
    each.scrollIntoView({ block: "center", behavior: "instant" });
    const { left, right, top, bottom } = each.getBoundingClientRect();
    const x = (left + right) / 2, y = (top + bottom) / 2;
    const half = 11.75;
    return [[-half, 0], [half, 0], [0, -half], [0, half]].every(([dx, dy]) => {
      const hit = document.elementFromPoint(x + dx, y + dy);
      return hit && (each.contains(hit) || each.closest("label")?.contains(hit));
    });
  };
  const found = [];
  for (const each of document.querySelectorAll(interactive)) {
    if (!each.closest(part) || each.closest("[inert], .sx-map-canvas svg")) continue;
    if (!each.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const target = each.closest("label") ?? each;
    const { width, height, right, bottom } = target.getBoundingClientRect();
    if (width <= 1 || height <= 1 || right < 0 || bottom < 0) continue;
    if (width >= SIDE && height >= SIDE || inText(each) || reaches(target)) continue;
    found.push(`${Math.round(width)} × ${Math.round(height)}: ${each.outerHTML.slice(0, 120)}`);
  }
  return found;
}"""


def small_targets(page: Page, part: str = "") -> list[str]:
    """The size and the beginning of each target that is too small, on a page or in a part of it."""
    found: list[str] = page.evaluate(_SMALL, part or "*")
    return found
