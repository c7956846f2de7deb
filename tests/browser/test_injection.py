"""Every vector in every text field, opened in a browser: nothing of it is run, loaded or followed.

The browser is told to overlook the pages' policies, so that they are not what holds. What may be
in a page is what is in the pages of the same sites with harmless words: elements, attributes,
comments, scripts. Anything more came out of a text.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from generator.model import SiteSettings, Source, Story, Term
from generator.model.base import Model
from tests.browser.test_search import INPUT, STATUS, look_for
from tests.hostile.content import PLAIN
from tests.hostile.files import Sites, write_sites
from tests.hostile.vectors import ALL, HOST, PRODUCT, VECTORS
from tests.hostile.window import Window, window
from tests.sites import explainer
from tests.support import DEMO, sample

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.sampled]
TRIED = sample(ALL, 50)
SHARE = len(TRIED) / len(ALL)

# As many as a pack of a story and a few; among them all that prose can hold.
HARMLESS = [
    "A word", "A `plain` *word* in **prose**", "A [link](https://a.example/)", "Two\nlines",
    "https://a.example/", "mailto:a@b.example", "host.example",
    *(f"The {number}th word" for number in range(4, 30)),
]  # fmt: skip
SHOWN = {".html", ".svg", ".xml", ".json"}
# What the site's own scripts set for a moment, seen or not, and what long lists alone have.
PASSING = {
    "svg:path style", "xhtml:a aria-describedby", "xhtml:a aria-expanded",
    "xhtml:ul data-search-exclude",
    *(f"xhtml:{tag} data-focus-visible-added" for tag in ("a", "div", "button", "summary")),
}  # fmt: skip
# What the search is asked for: words of many vectors, and some vectors as they are.
QUESTIONS = ("alert", "script", "onerror", "svg", "style", "evil", "31337", "javascript", "it was")
MORE = """async () => {
  const more = document.querySelector(".sx-search-more");
  const list = document.querySelector(".sx-search-list");
  for (let turn = 0; turn < 12 && !more.hidden; turn++) {
    const before = list.children.length;
    more.click();
    for (let left = 100; left && list.children.length === before; left--) {
      await new Promise((done) => setTimeout(done, 10));
    }
  }
  return list.children.length;
}"""


@dataclass
class Built:
    """Two sites in a folder, with what is in them."""

    folder: Path
    sites: Sites

    @property
    def shown(self) -> list[str]:
        """All files that a browser shows."""
        paths = (path for path in sorted(self.folder.rglob("*")) if path.suffix in SHOWN)
        return [path.relative_to(self.folder).as_posix() for path in paths]


def build(vectors: list[str], folder: Path) -> Built:
    """Write both sites and build them by the command."""
    sites = write_sites(vectors, folder)
    config = (DEMO / "mkdocs.yml").read_text("utf-8").replace("content/pages", "pages")
    name = json.dumps(" ".join(vector for vector in vectors if vector.isprintable()))
    config = config.replace("site_name: The Bell File", f"site_name: {name}")
    for site in (sites.entries, sites.settings):
        (site / "pages").mkdir()
        if site == sites.settings:
            write_pages(vectors, site / "pages")
        (site / "mkdocs.yml").write_text(config, "utf-8")
        done = explainer("build", "-q", "-d", folder / "out" / site.name, cwd=site)
        assert done.returncode == 0, done.stderr[-2000:]
    return Built(folder / "out", sites)


def write_pages(vectors: list[str], folder: Path) -> None:
    """Hand-written pages with vectors in head, heading and name; test_bodies.py has the rest."""
    printable = [vector for vector in vectors if vector.replace("\n", "").isprintable()]
    heads = ("title", "description", "author", "subtitle", "location")
    for start in range(0, len(printable), 20):
        text = " ".join(printable[start : start + 20])
        rows = [f"{name}: {json.dumps(text, ensure_ascii=False)}" for name in heads]
        head = "\n".join(["---", *rows, "template: redirect.html", "---"])
        (folder / f"head-{start}.md").write_text(f"{head}\n\n{PLAIN}\n", "utf-8")
        # A longer line is refused.
        coded = "".join(char if char.isalnum() else f"&#{ord(char)};" for char in text)[:4_900]
        coded = coded[: coded.rfind(";") + 1]
        text = f"# {coded}\n\n## {coded}\n\n{PLAIN}\n"
        (folder / f"heading-{start}.md").write_text(text, "utf-8")
    names = [vector for vector in vectors if vector.isprintable() and not {*"/\\"} & {*vector}]
    for start in range(0, len(names), 30):
        name = f"{start} {' '.join(names[start : start + 4])}".encode()[:180].decode(
            errors="ignore"
        )
        (folder / f"{name}.md").write_text(f"{PLAIN}\n", "utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Built, Built]:
    """The sites with harmless words, and with the vectors."""
    folders = [tmp_path_factory.mktemp(name) for name in ("harmless", "hostile")]
    with ThreadPoolExecutor() as pool:
        harmless, hostile = pool.map(build, [HARMLESS, TRIED], folders)
    return harmless, hostile


@pytest.fixture(scope="module")
def usual(browser: Browser, built: tuple[Built, Built]) -> set[str]:
    """What is in the pages with harmless words."""
    with window(browser, built[0].folder) as found:
        found.open(built[0].shown)
        search(found, ["word", "it was"])
        assert found.ran == []
        assert found.asked == []
        return found.all_shapes | PASSING


def search(found: Window, questions: Sequence[str], *, odd: Sequence[str] = ()) -> int:
    """Ask for something in a page's search; returns how many results were shown.

    Args:
        found: the window.
        questions: words that stand in the site.
        odd: what is typed as well, whatever it finds.
    """
    hits = 0
    found.page.goto(f"{found.address}entries/index.html")
    for question in questions:
        look_for(found.page, question)
        hits += found.page.evaluate(MORE)
        found.page.locator(INPUT).fill("")
        expect(found.page.locator(STATUS)).to_be_empty()
    for question in odd:
        found.page.locator(INPUT).fill(question[:200])
        found.page.wait_for_timeout(200)
    found.note("search")
    return hits


def text_fields(model: type[Model]) -> set[str]:
    """All fields of a model, and of those in it, that hold text of an editor's choice."""
    known = {kind.__name__: kind for kind in Model.__subclasses__()}
    found = set()
    # No page shows where an archive lists its copies.
    for name in model.model_fields.keys() - {"timemap"}:
        kind = str(model.__annotations__[name]).removesuffix(" | None")
        kind = kind.removeprefix("list[").removesuffix("]")
        if kind in known:
            found |= text_fields(known[kind])
        elif kind in ("Text", "Prose", "Address", "WebAddress", "FileName"):
            found.add(f"{model.__name__}.{name}")
    # Nor where an authority is asked for time stamps.
    return found - {"TimeStampAuthority.address"}


def test_no_vector_does_anything(
    built: tuple[Built, Built], usual: set[str], browser: Browser, say: Callable[[str], None]
) -> None:
    _, hostile = built
    with window(browser, hostile.folder) as found:
        found.open(hostile.shown)
        hits = search(found, QUESTIONS, odd=TRIED[::40])
        unusual = {name: new for name, each in found.shapes.items() if (new := each - usual)}
        assert unusual == {}
        assert found.ran == []
        assert found.asked == []
        assert found.counts["previews"] > 500 * SHARE
        assert found.counts["maps"] > 20 * SHARE
        assert found.counts["spots"] > 100 * SHARE
        assert hits > 500 * SHARE
    sites = hostile.sites
    counts: dict[str, Any] = {
        "vectors": len(TRIED), "classes": len(VECTORS), "fields": len(sites.fields),
        "pairs": len(sites.held), "refused pairs": len(sites.refused),
        "files opened": len(hostile.shown), **found.counts, "results of the search": hits,
        "scripts run": len(found.ran),
    }  # fmt: skip
    say("injection: " + ", ".join(f"{count} {what}" for what, count in counts.items()))
    refused = Counter(sites.refused.values()).most_common()
    say("refused: " + ", ".join(f"{count} {code}" for code, count in refused))


def test_every_vector_is_in_every_field_or_refused_there(built: tuple[Built, Built]) -> None:
    sites = built[1].sites
    assert len(ALL) >= 500
    fields = set().union(*(text_fields(model) for model in (SiteSettings, Source, Story, Term)))
    wanted = {(name, number) for name in fields for number in range(len(TRIED))}
    assert sites.held | set(sites.refused) == wanted
    assert not sites.held & set(sites.refused)
    assert len(sites.held) > 20_000 * SHARE


def test_no_template_is_worked_out(built: tuple[Built, Built]) -> None:
    for path in built[1].folder.rglob("*"):
        if path.is_file():
            assert PRODUCT.encode() not in path.read_bytes(), path


def test_these_tests_would_see_it(
    browser: Browser, built: tuple[Built, Built], usual: set[str], tmp_path: Path,
    say: Callable[[str], None],
) -> None:  # fmt: skip
    """Put into a page by hand, most vectors are seen: by what they run, ask for, or bring along."""
    page = built[0].folder / "entries/stories/story-0/timeline.html"
    html = page.read_text("utf-8")
    assert "Content-Security-Policy" in html
    # The page as it is, its policy too, but without what it fetches: the vectors are many.
    head, body = html[: html.index("<link")], "</head><body><main>{}</main></body></html>"
    few = sample(ALL, 100)
    for number, vector in enumerate(few):
        text = head + body.format(vector)
        (tmp_path / f"{number}.html").write_text(text, "utf-8", errors="replace")
    with window(browser, tmp_path) as found:
        found.open([f"{number}.html" for number in range(len(few))])
        expect(found.page.locator("iframe")).to_have_count(0)
        seen = {name for name, shapes in found.shapes.items() if shapes - usual}
        ran = {words.rpartition("/")[2] for words in found.ran if "alert" in words}
        away = [url for url in found.asked if HOST in url]
    say(f"by hand, of {len(few)}: {len(seen)} seen in the page, {len(ran)} run, {len(away)} asked")
    assert len(seen) > 0.4 * len(few)
    assert len(ran) > 0.15 * len(few)
    assert len(away) > 0.04 * len(few)
