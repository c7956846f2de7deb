"""Every vector as a hand-written page: nothing of it runs, leads away, or asks for anything.

Each has a page of its own, because a vector may swallow what follows it, and is in the page's body,
its front matter and, as far as that can be, its name. The pages are opened twice: as readers have
them, and in a browser that overlooks their policy.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from generator.pages import Markdown, PagesFolder, read_pages
from tests.hostile.bodies import OWN
from tests.hostile.vectors import ALL, HOST
from tests.hostile.window import Window, window
from tests.sites import explainer
from tests.support import DEMO, make_site, sample

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.sampled]
BODIES = (*sample(ALL, 50), *OWN)
EXTENSIONS = (
    "toc", "tables", "fenced_code", "attr_list", "footnotes", "def_list", "md_in_html", "abbr",
)  # fmt: skip
CONFIG = """
nav: [index.md, v0.md]
markdown_extensions: [attr_list, toc, footnotes, def_list, md_in_html, abbr]
"""


@dataclass
class Built:
    """A built site, the names of its pages with vectors, and why the others were refused."""

    folder: Path
    pages: list[str]
    refused: dict[int, str]


def page(number: int, vector: str) -> tuple[str, str]:
    """A name and a text for a vector."""
    name = f"v{number}"
    if number % 10 == 5 and vector.isprintable() and not {*"/\\"} & {*vector}:
        name = f"{name} {vector}".encode()[:100].decode(errors="ignore").rstrip(". ")
    head = ""
    if vector.isprintable():
        said = json.dumps(vector[:4_000], ensure_ascii=False)
        rows = [f"{key}: {said}" for key in ("title", "description", "subtitle", "icon", "status")]
        head = "\n".join(["---", *rows, "---", ""])
    return f"{name}.md", f"{head}\n{vector}\n\nWords {vector} *and* more.\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    site = make_site(tmp_path_factory.mktemp("bodies") / "site", base=DEMO)
    config = (site / "mkdocs.yml").read_text("utf-8").partition("markdown_extensions:")[0]
    (site / "mkdocs.yml").write_text(config + CONFIG, "utf-8")
    folder = site / "content/pages"
    names = {}
    for number, vector in enumerate(BODIES):
        name, text = page(number, vector)
        (folder / name).write_text(text, "utf-8", errors="surrogatepass")
        names[f"content/pages/{name}"] = number
    # What is refused has a located error, and would keep all from being built.
    how = PagesFolder(folder, Markdown(EXTENSIONS))
    _, problems = read_pages(site, site / "content", how)
    errors = {p.place.file: p.code for p in problems if p.code != "html-removed"}
    for path in errors:
        if path in names:
            (site / path).unlink()
    done = explainer("build", "-q", cwd=site)
    assert done.returncode == 0, done.stderr[-2000:]
    pages = [Path(path).with_suffix(".html").name for path in names if path not in errors]
    refused = {names[path]: code for path, code in errors.items() if path in names}
    return Built(site / "site", pages, refused)


@pytest.mark.parametrize("policy", [True, False], ids=["policy on", "policy off"])
def test_no_body_does_anything(
    built: Built, browser: Browser, policy: bool, say: Callable[[str], None]
) -> None:
    assert len(ALL) >= 400
    assert len(OWN) >= 45
    assert set(built.refused.values()) <= {"bad-character"}
    assert len(built.refused) < 30
    assert len(built.pages) + len(built.refused) == len(BODIES)
    with window(browser, built.folder, policy=policy) as found:
        open_all(found, built.pages)
        away = gone(found)
        assert found.ran == []
        assert found.asked == []
        assert away == []
    say(
        f"bodies, policy {'on' if policy else 'off'}: {len(BODIES) - len(OWN)} public vectors and "
        f"{len(OWN)} of our own, {len(built.refused)} refused, {len(found.shapes)} pages opened, "
        f"{len(found.ran)} scripts, {len(away)} navigations, {len(found.asked)} foreign requests"
    )


def open_all(found: Window, pages: list[str]) -> None:
    found.open(pages)
    assert len(found.shapes) == len(pages)


def gone(found: Window) -> list[str]:
    """Where frames went that nobody sent there."""
    return [url for url in found.went if not url.startswith((found.address, "about:blank")) and url]


def test_this_test_would_see_it(
    built: Built, browser: Browser, tmp_path: Path, say: Callable[[str], None]
) -> None:
    """The same vectors put into the same pages behind the sanitiser run, lead away, and ask."""
    (tmp_path / "assets").symlink_to(built.folder / "assets")
    html = (built.folder / "method.html").read_text("utf-8")
    start = html.index("<article")
    names, few = [], sample(BODIES, 90)
    for number, vector in enumerate(few):
        names.append(f"{number}.html")
        text = f"{html[:start]}<article>{vector}</article>{html[start:]}"
        (tmp_path / names[-1]).write_text(text, "utf-8", errors="replace")
    with window(browser, tmp_path) as found:
        found.open(names)
        ran = {words.rpartition("/")[2] for words in found.ran if "alert" in words}
        away = [url for url in found.asked if HOST in url]
        went = gone(found)
    say(f"bodies by hand: {len(ran)} run, {len(away)} asked, {len(went)} went")
    assert len(ran) > 0.15 * len(few)
    assert len(away) > 0.04 * len(few)
