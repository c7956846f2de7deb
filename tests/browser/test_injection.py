"""Every vector in every text field, opened in a browser: nothing of it is run, loaded or followed.

The browser is told to overlook the pages' policies, so that they are not what holds.
"""

from __future__ import annotations

import functools
import http.server
import json
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Quiet
from tests.browser.test_reading import POPOVER
from tests.browser.test_search import HIT, look_for
from tests.hostile.content import REFUSALS, Hostile, hostile_site, site_settings
from tests.hostile.vectors import ALL, PRODUCT, VECTORS
from tests.sites import explainer
from tests.support import DEMO

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# One vector is one entry; the settings of a site hold so many at once.
AT_ONCE = 84
RECORDER = """for (const name of ["alert", "confirm", "prompt", "print"])
  window[name] = (...words) => ran(`${name}(${words}) at ${location}`);"""
# Opens pages in frames, and tells of each what is in it that content must not bring.
LOOK = """async (addresses) => {
  const told = [];
  const look = (address) => new Promise((done) => {
    const frame = document.createElement("iframe");
    frame.src = address;
    frame.hidden = true;
    frame.onload = () => {
      const bad = [], tags = new Set(), page = frame.contentDocument;
      if (!page || page.location.pathname !== address.split("?")[0]) bad.push("went elsewhere");
      else for (const element of page.querySelectorAll("*")) {
        tags.add(element.localName);
        for (const { name, value } of element.attributes) {
          const plain = value.replace(/[\\u0000-\\u0020]/g, "");
          if (/^on/i.test(name)) bad.push(`${element.localName} ${name}`);
          if (/^(href|src|action|formaction|data|poster|xlink:href)$/i.test(name)
              && /^(javascript|data|vbscript):/i.test(plain)) bad.push(`${name}=${value}`);
          if (/^(srcdoc|http-equiv)$/i.test(name) && !/policy$/i.test(value)) bad.push(name);
        }
      }
      told.push({ address, bad, tags: [...tags] });
      frame.remove();
      done();
    };
    document.body.append(frame);
  });
  for (let at = 0; at < addresses.length; at += 16)
    await Promise.all(addresses.slice(at, at + 16).map(look));
  return told;
}"""
# Scripts and styles that pages load from the site itself: what they do is looked at apart.
_OWN = re.compile(rb'<script[^>]* src="[^"]*"></script>|<link rel="stylesheet"[^>]*>')


class Bare(Quiet):
    """Pages as they are built, or with `?bare` without the site's own scripts and styles."""

    def do_GET(self) -> None:  # noqa: N802 - the name that the library asks for
        path, _, asked = self.path.partition("?")
        if path == "/frames":
            self._send(b"<!doctype html><title>Frames</title><body>")
        elif asked == "bare":
            self._send(_OWN.sub(b"", Path(self.translate_path(path)).read_bytes()))
        else:
            super().do_GET()

    def _send(self, data: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@dataclass
class Window:
    """A browser's window, the scripts that ran in it, and what it asked of other hosts."""

    page: Page
    address: str
    ran: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def look(self, files: Sequence[str]) -> list[dict[str, Any]]:
        """Open pages in frames."""
        self.page.goto(f"{self.address}frames")
        told: list[dict[str, Any]] = self.page.evaluate(LOOK, [f"/{name}?bare" for name in files])
        assert len(told) == len(files)
        return told


@contextmanager
def window(browser: Browser, folder: Path) -> Iterator[Window]:
    handler = functools.partial(Bare, directory=str(folder))
    context = browser.new_context(bypass_csp=True, viewport={"width": 1280, "height": 900})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        here = f"http://127.0.0.1:{server.server_address[1]}/"
        found = Window(context.new_page(), here)

        def note(url: str) -> None:
            if not url.startswith((here, "data:image/", "blob:", "about:")):
                found.asked.append(url)

        context.expose_binding("ran", lambda _, words: found.ran.append(words))
        context.add_init_script(RECORDER)
        context.on("request", lambda request: note(request.url))
        context.on("dialog", lambda dialog: (found.ran.append(dialog.type), dialog.dismiss()))
        yield found
        server.shutdown()
    context.close()


@dataclass
class Built:
    """The folder that holds the sites, what is in the large one, and every page."""

    folder: Path
    hostile: Hostile
    pages: list[str]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("injection")
    out = folder / "out"
    out.mkdir()
    hostile, problems = hostile_site(ALL, folder / "large", site_settings("A site"))
    assert {problem.code for problem in problems} <= REFUSALS | {"stale-correction"}
    _build(folder / "large", out / "large")
    # What no YAML may hold was refused there; here it would be again.
    typed = [vector for vector in ALL if "\n" not in vector and vector.isprintable()]
    for start in range(0, len(typed), AT_ONCE):
        name = f"settings-{start}"
        settings = site_settings(" ".join(typed[start : start + AT_ONCE]))
        few, _ = hostile_site(typed[start : start + 1], folder / name, settings)
        hostile.pairs |= {
            (f"SiteSettings.{key}", ALL.index(vector))
            for vector in typed[start : start + AT_ONCE]
            for key in settings
            if key in ("title", "description", "corrected_by", "licence")
        }
        assert few.pairs
        _build(folder / name, out / name)
    pages = sorted(path.relative_to(out).as_posix() for path in out.rglob("*.html"))
    return Built(out, hostile, pages)


def _build(site: Path, out: Path) -> None:
    config = (DEMO / "mkdocs.yml").read_text("utf-8").replace("content/pages", "pages")
    (site / "pages").mkdir()
    (site / "mkdocs.yml").write_text(config, "utf-8")
    done = explainer("build", "-q", "-d", out, cwd=site)
    assert done.returncode == 0, done.stderr[-2000:]


@pytest.fixture(scope="module")
def tags(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The elements that pages have with harmless content."""
    folder = tmp_path_factory.mktemp("harmless")
    hostile_site(["A `plain` *word*"], folder / "site", site_settings("A site"))
    _build(folder / "site", folder / "out")
    done = explainer("build", "-q", "-d", folder / "out/demo", cwd=DEMO)
    assert done.returncode == 0, done.stderr
    with window(browser, folder / "out") as found:
        names = [path.relative_to(folder / "out") for path in (folder / "out").rglob("*.html")]
        told = found.look([name.as_posix() for name in names])
    assert [page["bad"] for page in told if page["bad"]] == []
    return {tag for page in told for tag in page["tags"]}


def test_no_vector_does_anything(
    built: Built, browser: Browser, tags: set[str], say: Callable[[str], None]
) -> None:
    with window(browser, built.folder) as found:
        told = found.look(built.pages)
        for path in [*built.folder.rglob("*.svg"), *built.folder.rglob("*.xml")]:
            found.page.goto(found.address + path.relative_to(built.folder).as_posix())
        assert [page for page in told if page["bad"]] == []
        assert {tag for page in told for tag in page["tags"]} <= tags
        assert found.asked == []
        assert found.ran == []
    pairs, refused = built.hostile.pairs, built.hostile.refused
    fields = {name for name, _ in pairs}
    assert len(ALL) >= 300
    assert len(fields) >= 40
    # Every vector is in every field, or refused there.
    for name in fields:
        held = {number for field, number in [*pairs, *refused] if field == name}
        assert len(held) >= 0.9 * len(ALL), (name, len(held))
    counts = {
        "vectors": len(ALL), "classes": len(VECTORS), "fields": len(fields),
        "pairs": len(pairs), "refused pairs": len(refused), "pages opened": len(told),
        "scripts run": 0,
    }  # fmt: skip
    say("injection: " + ", ".join(f"{count} {what}" for what, count in counts.items()))


def test_no_template_is_worked_out(built: Built) -> None:
    for path in built.folder.rglob("*"):
        if path.is_file() and path.suffix != ".gz":
            assert PRODUCT.encode() not in path.read_bytes(), path


def test_scripts_of_the_site_show_vectors_as_text(built: Built, browser: Browser) -> None:
    """Search results, previews of footnotes and terms, the map: all that puts text into a page."""
    with window(browser, built.folder) as found:
        page, large = found.page, f"{found.address}large/"
        page.goto(f"{large}index.html")
        hits = 0
        for words in ("alert", "script", "onerror", "img src", "svg onload", "style", "evil", "{{"):
            look_for(page, words)
            hits += page.locator(HIT).count()
        assert hits > 20
        page.keyboard.press("Escape")
        for number in range(0, len(ALL), 40):
            page.goto(f"{large}stories/story-{number}.html")
            page.locator(".sx-ref").first.hover()
            expect(page.locator(POPOVER)).to_be_visible()
            page.goto(f"{large}stories/story-{number}/map.html")
            page.locator("svg, canvas, table").first.wait_for()
        assert found.ran == []
        assert found.asked == []


@pytest.mark.parametrize(
    ("html", "wrong"),
    [
        ("<img src=x onerror=alert(1)>", "img onerror"),
        ("<script>alert(1)</script>", ""),
        ("<a href=' java\nscript:alert(1)'>x</a>", "href="),
        ("<svg onload=alert(1)>", "svg onload"),
        ("<meta http-equiv=refresh content='0;url=https://evil.example/'>", "http-equiv"),
    ],
)
def test_this_test_would_see_it(html: str, wrong: str, browser: Browser, tmp_path: Path) -> None:
    text = f"<!doctype html><title>x</title><body>{html}"
    (tmp_path / "page.html").write_text(text, "utf-8")
    with window(browser, tmp_path) as found:
        told = found.look(["page.html"])
        bad = json.dumps(told[0]["bad"])
        assert wrong in bad or "went elsewhere" in bad
        assert bool(found.ran) == ("alert(1)" in html and "href" not in html)
        # Where it goes may be asked for only after it was looked at.
        assert not found.asked or "evil" in html
