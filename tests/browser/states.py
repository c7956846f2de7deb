"""What a reader can bring each page into, and what is asked of a page in every such state.

`STATES` is the one table of page types and states. `make page-figures` goes through all of it at
both sizes and in both schemes; `test_accessible.py` through `SAMPLE`, where it asks for the colours
of each look that text has, and not of each text, and for nothing twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import PAGE_TYPES, STORY
from tests.browser.targets import small_targets

Scheme = Literal["light", "dark"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLOURS = ["color-contrast", "link-in-text-block"]
"""What differs between the schemes. The other rules see the same in each."""
OF_SIZES = ["target-size"]
"""What `small_targets` looks at as well, and more strictly; it is half of axe's other work."""
# What has a look of its own, and what looks like something before it: what it is, and all that
# colours and their contrast depend on, from the element up to the root.
_MARK_LOOKS = """(part) => {
  const STYLES = ["color", "backgroundColor", "backgroundImage", "opacity", "fontSize",
    "fontWeight", "textShadow", "textDecorationLine", "borderBottomStyle", "position", "filter",
    "mixBlendMode"];
  const looks = new Map(), known = new Map(), seen = new Set();
  const look = (element) => {
    if (!element) return 0;
    if (!looks.has(element)) {
      const style = getComputedStyle(element);
      const all = [look(element.parentElement), ...STYLES.map((name) => style[name])].join("|");
      if (!known.has(all)) known.set(all, known.size + 1);
      looks.set(element, known.get(all));
    }
    return looks.get(element);
  };
  for (const each of document.querySelectorAll("[data-look]")) each.removeAttribute("data-look");
  const isAgain = new Map();
  for (const root of document.querySelectorAll(part)) {
    for (const each of [root, ...root.querySelectorAll("*")]) {
      if (isAgain.has(each) || !each.checkVisibility()) continue;
      const name = `${look(each)} ${each.tagName} ${each.getAttribute("class")}`;
      isAgain.set(each, seen.has(name));
      seen.add(name);
      const isInAgain = isAgain.get(each.parentElement) ?? false;
      if (isAgain.get(each) !== isInAgain) each.dataset.look = isInAgain ? "new" : "again";
    }
  }
  return seen.size;
}"""
SIZES = {"desktop": (1280, 900), "phone": (390, 844)}
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
PALETTES = {"light": "default", "dark": "slate"}
STORY_PAGE, TIMELINE, MAP = f"{STORY}.html", f"{STORY}/timeline.html", f"{STORY}/map.html"
_EMBED = f"embed/{STORY.rpartition('/')[2]}"
EMBEDS = [
    f"{_EMBED}/{name}.html" for name in ("s.1", "disagreement.which-countries", "timeline", "map")
]
OPEN_ALL = "for (const part of document.querySelectorAll('details')) part.open = true"


@dataclass(frozen=True)
class State:
    """A state of a page.

    Attributes:
        name: what it is called.
        enter: brings a page that was just loaded, or left in an earlier state, into it. What it
            opens is closed by Escape.
        query: what stands behind the page's address.
        part: all that differs from the page as it is loaded, as a selector; empty for the page.
        sizes: the sizes at which there is such a state.
    """

    name: str
    enter: Callable[[Page], object] = lambda _: None
    query: str = ""
    part: str = ""
    sizes: Sequence[str] = tuple(SIZES)


def _drawer(page: Page) -> None:
    page.locator(".sx-menu").click()
    expect(page.locator(".sx-side")).to_be_visible()


def _search(text: str, told: str) -> Callable[[Page], None]:
    def enter(page: Page) -> None:
        page.locator(".sx-search-open").click()
        page.locator(".sx-search-input").fill(text)
        expect(page.locator(".sx-search-status")).to_have_text(re.compile(told))

    return enter


def _pop(mark: str) -> Callable[[Page], None]:
    def enter(page: Page) -> None:
        page.locator(f"main {mark}:visible").first.press("Enter")
        expect(page.locator(".sx-pop:visible")).to_have_count(1)

    return enter


def _why(page: Page) -> None:
    page.locator(".sx-why summary").first.click()
    expect(page.locator(".sx-why[open] p").first).to_be_visible()


def _map_in_use(page: Page) -> None:
    button = page.locator(".sx-map-use")
    if button.is_visible():
        button.click()
    expect(page.locator(".sx-map")).to_contain_class("sx-map--live")


def _country(page: Page) -> None:
    _map_in_use(page)
    page.locator(".sx-map-canvas path.sx-map-target[tabindex='0']").press("Enter")
    expect(page.locator(".sx-map-card")).to_be_visible()


def _check(page: Page) -> None:
    words = page.locator(".sx-quotation blockquote p").all_inner_texts()
    words[0] = words[0].replace(" ", " otherwise ", 1)
    page.locator(".sx-check textarea").fill("\n".join(words))
    page.locator(".sx-check-look").click()
    expect(page.locator(".sx-check-found").first).to_be_visible()
    expect(page.locator(".sx-check-lost").first).to_be_visible()


def _shown(selector: str) -> Callable[[Page], None]:
    return lambda page: expect(page.locator(selector).first).to_be_visible()


CHECK = ".sx-check"
POP, BOX = ".sx-pop", "dialog.sx-search"
LOADED = State("as loaded")
ALL_OPEN = State("all parts open", lambda page: page.evaluate(OPEN_ALL))
DEFINITION = State("definition open", _pop(".sx-term"), part=POP)
PANEL = State("panel open", _pop(".sx-says"), part=POP)
TARGET = ":target:visible"
SMALL = "method.html"
NOT_FOUND = "404.html"
# What the frame around every page can be brought into.
FRAME = (
    LOADED,
    State("drawer open", _drawer, part="header, .sx-side", sizes=("phone",)),
    State("search with results", _search("belgian", r"^Found: \d+$"), part=BOX),
    State("search with another spelling", _search("wainright", "Showing results for"), part=BOX),
    State("search that finds nothing", _search("qqqqqqqq", "^No"), part=BOX),
)
_OWN: dict[str, tuple[State, ...]] = {
    STORY_PAGE: (
        DEFINITION, PANEL, State("disagreement open", _pop(".sx-differs"), part=POP),
        State("one origin: why?", _why, part=".sx-origins"), ALL_OPEN,
        State("lens chosen", _shown(".sx-dim"), "?lens=afp-2018"),
        State("lens chosen", _shown(".sx-dim"), "?lens=one-report"),
        State("part targeted", _shown(TARGET), "#s.1", ":target"),
        State("map in use", _country, "#map", ".sx-map"),
    ),
    TIMELINE: (
        DEFINITION, PANEL, ALL_OPEN,
        State("part targeted", _shown(TARGET), "#event.paris-attacks", ":target"),
    ),
    MAP: (
        DEFINITION, PANEL, ALL_OPEN, State("map in use", _map_in_use, "?", ".sx-map"),
        State("country open", _country, "?", ".sx-map"),
        State("operation chosen", _map_in_use, "?operation=november-2019&role=arrested", ".sx-map"),
        State("nothing to show", _map_in_use, "?operation=june-2017&role=arrested", ".sx-map"),
    ),
    "glossary.html": (
        PANEL, ALL_OPEN, State("part targeted", _shown(TARGET), "#term.al-bayan", ":target"),
    ),
    "quotations.html": (
        ALL_OPEN, State("part targeted", _shown(TARGET), "#q.afp18-heart", ":target"),
        State("filter set", _shown("[aria-pressed=true]"), "?source=AP%2C+2018&words=servers"),
        State("filter that finds nothing", query="?words=qqqqqqqq", part=".sx-filter"),
    ),
    "quotations/speakers.html": (ALL_OPEN, State("filter set", query="?words=servers")),
    "sources/ap-2018.html": (
        ALL_OPEN,
        State("check, not used", _shown(".sx-check-form"), "#check", CHECK),
        State("check with some found", _check, "?#check", CHECK),
    ),
    "disagreements.html": (ALL_OPEN,),
}  # fmt: skip
STATES: dict[str, tuple[State, ...]] = {
    **{name: (*FRAME, *_OWN.get(name, ())) for name in PAGE_TYPES},
    **dict.fromkeys(EMBEDS, (LOADED, ALL_OPEN)),
}


def _sample() -> dict[str, tuple[State, ...]]:
    seen: set[str] = set()
    found = {}
    for name in sorted(
        STATES, key=lambda name: (name not in EMBEDS, name != SMALL, name == STORY_PAGE)
    ):
        new = {state.name: state for state in reversed(STATES[name]) if state.name not in seen}
        found[name] = tuple(reversed(new.values()))
        seen |= set(new) - {LOADED.name, ALL_OPEN.name}
    return found


SAMPLE = _sample()
"""Each page as it is loaded and with all its parts open, and each other state on one page."""


def violations(page: Page, part: str = "", rules: Sequence[str] = RULES) -> list[str]:
    """What axe finds on a page or in a part of it by rules or tags, with an example of each."""
    return _found(page, part or None, rules, {})


def violations_of_looks(
    page: Page,
    part: str = "",
    *,
    colours: bool = True,
    structure: bool = True,
    sizes: bool = True,
) -> list[str]:
    """The same, where the rules of colours see one element of each look.

    To find out what lies behind a text is most of axe's work, and long pages have the same text in
    the same place many times over.

    Args:
        page: to look at.
        part: of the page.
        colours: whether to look at it by the rules of colours.
        structure: whether to look at it by all others.
        sizes: whether the size of targets is among those.
    """
    found = []
    if structure:
        left_out = [*OF_COLOURS, *([] if sizes else OF_SIZES)]
        disabled = {name: {"enabled": False} for name in left_out}
        found += _found(page, part or None, RULES, disabled)
    if colours:
        page.evaluate(_MARK_LOOKS, part or "html")
        include = [[part or "html"], ["[data-look=new]"]]
        where = {"include": include, "exclude": [["[data-look=again]"]]}
        found += _found(page, where, OF_COLOURS, {})
    return found


def _found(page: Page, where: Any, rules: Sequence[str], set_rules: dict[str, Any]) -> list[str]:
    options: dict[str, Any] = {"runOnly": [*rules], "resultTypes": ["violations"]}
    if where:
        # The heading above a part's first one is not in it; the page as loaded is seen whole.
        set_rules = {**set_rules, "heading-order": {"enabled": False}}
    if rules is RULES:
        options["rules"] = set_rules
    # Half a megabyte, which a page takes once.
    axe = Axe("") if page.evaluate("'axe' in window") else Axe()
    result: dict[str, Any] = axe.run(page, where, options).response
    assert result["testEngine"]["name"] == "axe-core"
    return [
        f"{found['id']}: {found['help']}: {found['nodes'][0]['html'][:200]} "
        f"{found['nodes'][0].get('failureSummary', '')}"
        for found in result["violations"]
    ]


def _answer_from_root(page: Page, address: str) -> None:
    """Give the page for what is not found what it names from the root of its host."""
    host = address[: address.index("/", address.index("//") + 2) + 1]

    def answer(route: Route) -> None:
        url = route.request.url
        route.continue_(url=url if url.startswith(address) else address + url.removeprefix(host))

    page.route(f"{host}**", answer)


def faults(
    browser: Browser,
    address: str,
    states: dict[str, tuple[State, ...]],
    size: str,
    schemes: Sequence[Scheme] = SCHEMES,
    *,
    each_text: bool = True,
    colours: bool = True,
    structure: bool = True,
) -> Iterator[tuple[str, list[str], list[str]]]:
    """Bring pages into states, one after the other, and look at each in all schemes.

    States with the same address share one load of the page.

    Args:
        browser: Chromium.
        address: the site's.
        states: the pages and their states.
        size: of the window.
        schemes: light, dark or both.
        each_text: whether the colours of each text are looked at, or of each look that text has.
        colours: where it is each look: whether colours are looked at.
        structure: likewise, whether all else is, in states that there are at other sizes as well.

    Yields:
        For each combination: where it was, what axe finds, and targets that are too small.
    """
    width, height = SIZES[size]
    with browser.new_context(
        viewport={"width": width, "height": height}, reduced_motion="reduce"
    ) as context:
        for name, of_page in states.items():
            page, loaded = context.new_page(), None
            if name == NOT_FOUND:
                _answer_from_root(page, address)
            for state in of_page:
                if size not in state.sizes:
                    continue
                if state.query != loaded:
                    # From an empty page, or a fragment of its own would load nothing.
                    page.goto("about:blank")
                    page.goto(address + name + state.query)
                    loaded = state.query
                state.enter(page)
                for scheme in schemes:
                    page.emulate_media(color_scheme=scheme)
                    if name not in EMBEDS:
                        body = page.locator("body")
                        expect(body).to_have_attribute("data-md-color-scheme", PALETTES[scheme])
                    first = scheme == schemes[0]
                    small = small_targets(page, state.part) if first else []
                    if each_text:
                        broken = violations(page, state.part, RULES if first else OF_COLOURS)
                    else:
                        broken = violations_of_looks(
                            page,
                            state.part,
                            colours=colours,
                            structure=first and (structure or len(state.sizes) < len(SIZES)),
                            sizes=False,
                        )
                    yield f"{name}{state.query}, {state.name}, {scheme}, {size}", broken, small
                page.keyboard.press("Escape")
            page.close()
