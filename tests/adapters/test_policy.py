"""What pages may load and run."""

from __future__ import annotations

import re
import subprocess
import sys
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from generator.adapters.mkdocs.policy import (
    Allowed,
    allowed,
    headers,
    inline_scripts,
    policy,
    with_policy,
)
from tests.builds import append
from tests.sites import explainer
from tests.support import DEMO, make_site

META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
PAGE = (
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    "<script>a()</script></head><body>{}</body></html>"
)


def digest(script: str) -> str:
    return "sha256-" + b64encode(sha256(script.encode()).digest()).decode()


class Scripts(HTMLParser):
    """The scripts of a page, as another parser than the policy's sees them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.inline: list[str] = []
        self._open = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        self._open = tag == "script" and "src" not in names and "type" not in names

    def handle_data(self, data: str) -> None:
        if self._open:
            self.inline.append(data)

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the base class's signature
        self._open = False


def directives(text: str) -> dict[str, list[str]]:
    return {name: rest for name, *rest in (part.split() for part in text.split("; "))}


def test_nothing_is_allowed_but_the_site_itself() -> None:
    assert directives(policy(Allowed())) == {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "form-action": ["'none'"],
        "base-uri": ["'none'"],
    }


def test_the_scripts_of_the_frame_are_named_and_no_others() -> None:
    content = "<script>b()</script>"
    found = allowed(PAGE.format(content), content)
    assert directives(policy(found))["script-src"] == ["'self'", f"'{digest('a()')}'"]


def test_a_script_of_the_frame_that_the_content_repeats_is_still_named() -> None:
    content = "<script>a()</script>"
    assert allowed(PAGE.format(content), content).scripts == {digest("a()")}


def test_a_script_that_a_content_leaves_open_is_not_named() -> None:
    content = "<script>b()//"
    html = PAGE.format(content) + "<script>c()</script>"
    assert digest("b()//") not in allowed(html, content).scripts
    assert allowed(html, content).scripts == {digest("a()"), digest("c()")}


def test_of_a_content_that_was_changed_no_script_is_named() -> None:
    content = "<script>b()</script> x"
    html = PAGE.format("<script>b()</script> y")
    assert allowed(html, content).scripts == {digest("a()")}


@pytest.mark.parametrize("kind", ["application/ld+json", "application/json", "text/plain"])
def test_data_is_no_script(kind: str) -> None:
    assert not inline_scripts(f'<script type="{kind}">{{}}</script>')


@pytest.mark.parametrize(
    ("html", "script"),
    [
        ('<script type="module">x</script>', "x"),
        ("<SCRIPT TYPE='Text/JavaScript '>x</SCRIPT>", "x"),
        ("<svg><script>x</script></svg>", "x"),
        ("<script>\n a <b> && '<p>' \n</script>", "\n a <b> && '<p>' \n"),
        ("<script>a\r\nb\rc</script>", "a\nb\nc"),
        ("<script>é “ü”</script>", "é “ü”"),
        ("<script><!-- x --></script>", "<!-- x -->"),
    ],
)
def test_a_script_is_hashed_as_a_browser_reads_it(html: str, script: str) -> None:
    assert list(inline_scripts(html)) == [digest(script)]


@pytest.mark.parametrize(
    "html",
    [
        '<script src="a.js"></script>',
        "<!-- <script>x</script> -->",
        '<p title="<script>x</script>"></p>',
        "<textarea><script>x</script></textarea>",
        "<template><script>x</script></template>",
    ],
)
def test_what_no_browser_runs_is_not_named(html: str) -> None:
    assert not inline_scripts(html)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0<\r"), min_size=1))
def test_any_script_is_named_by_its_hash(script: str) -> None:
    assert list(inline_scripts(f"<p>x</p><script>{script}</script>")) == [digest(script)]


def test_alignment_is_the_only_style_that_is_allowed() -> None:
    html = '<td style="text-align: right;">1</td><td style="color: red">2</td>'
    assert directives(policy(allowed(html, html)))["style-src-attr"] == [
        "'unsafe-hashes'", f"'{digest('text-align: right;')}'",
    ]  # fmt: skip


def test_the_policy_stands_behind_the_encoding_and_before_all_scripts() -> None:
    html = with_policy(PAGE, "P")
    assert html.index("charset") < html.index("P") < html.index("<script")
    assert META.sub("", html).replace("\n\n", "\n") == PAGE.replace("\n\n", "\n")


@pytest.mark.parametrize(
    "html",
    [
        "<html><head><title>x</title></head></html>",
        '<html><HEAD lang="en"><script>x</script><meta charset="utf-8"></head></html>',
        "<html><head>\n<link rel=x href=y><meta charset=utf-8></head></html>",
    ],
)
def test_without_an_encoding_in_its_place_the_policy_comes_first(html: str) -> None:
    assert re.search(r"<head[^>]*>\n<meta http-equiv", with_policy(html, "P"), re.IGNORECASE)


def test_what_is_no_page_is_left_alone() -> None:
    assert with_policy("<header>x</header>", "P") == "<header>x</header>"


def test_headers_say_the_same_and_what_only_headers_can() -> None:
    first, *rows = headers(Allowed(frozenset(["sha256-b", "sha256-a"]))).splitlines()
    assert first == "/*"
    values = dict(row.strip().split(": ", 1) for row in rows)
    assert all(row.startswith("  ") and len(row) < 2000 for row in rows)
    found = directives(values["Content-Security-Policy"])
    assert found["script-src"] == ["'self'", "'sha256-a'", "'sha256-b'"]
    assert found["frame-ancestors"] == ["'none'"]
    assert values["Referrer-Policy"] == "no-referrer"
    assert values["X-Content-Type-Options"] == "nosniff"
    assert "camera=()" in values["Permissions-Policy"]
    assert "clipboard" not in values["Permissions-Policy"]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo under a sub-path, with pages that other sites may frame."""
    demo = make_site(tmp_path_factory.mktemp("policy") / "demo", base=DEMO)
    append(demo / "content/site.yml", "embeds: true\n")
    done = explainer("build", "--strict", "-q", cwd=demo)
    assert done.returncode == 0, done.stderr
    return demo / "site"


@pytest.mark.slow
def test_every_page_names_exactly_its_own_scripts(built: Path) -> None:
    every = set()
    for path in sorted(built.rglob("*.html")):
        html = path.read_text("utf-8")
        (text,) = META.findall(html)
        own = {f"'{digest(script)}'" for script in Scripts(html).inline}
        if "embed" in path.relative_to(built).parts:
            assert "<script" not in html
            assert "script-src" not in directives(text)
            continue
        assert html.index(text) < html.index("<script"), path.name
        assert not own or "javascripts/bundle" in html, path.name
        assert set(directives(text)["script-src"]) == {"'self'", *own}, path.name
        assert "unsafe" not in text
        every |= own
    header = re.search("Content-Security-Policy: (.*)", (built / "_headers").read_text("utf-8"))
    assert header
    assert set(directives(header[1])["script-src"]) == {"'self'", *every}


@pytest.mark.slow
def test_no_page_has_what_its_policy_forbids(built: Path) -> None:
    for path in sorted(built.rglob("*.html")):
        tree = LexborHTMLParser(path.read_text("utf-8"))
        for node in tree.css("*"):
            names = node.attributes
            assert node.tag not in {"iframe", "object", "embed", "video", "audio", "style"}, path
            assert not [name for name in names if name.startswith("on")], path
            assert (names.get("style") or "text-align").startswith("text-align"), path
            if node.tag in {"script", "img"}:
                assert not urlsplit(names.get("src") or "").netloc, path


@pytest.mark.slow
def test_every_page_tells_no_other_site_where_a_reader_came_from(built: Path) -> None:
    for path in built.rglob("*.html"):
        assert '<meta name="referrer" content="no-referrer">' in path.read_text("utf-8")


@pytest.mark.slow
def test_a_site_has_its_own_headers_and_icon_if_it_brings_some(demo: Path) -> None:
    host = demo / "site-templates/host"
    host.mkdir(parents=True)
    (host / "_headers").write_text("/mine\n")
    (host / ".well-known").mkdir()
    (host / ".well-known/security.txt").write_text("Contact: mailto:x@bell-file.example\n")
    Image.new("RGB", (2, 2)).save(demo / "content/pages/mine.png")
    config = demo / "mkdocs.yml"
    text = config.read_text("utf-8")
    assert "theme:\n" in text
    config.write_text(text.replace("theme:\n", "theme:\n  favicon: mine.png\n"), "utf-8")
    assert explainer("build", "--strict", cwd=demo).returncode == 0
    assert (demo / "site/_headers").read_text("utf-8") == "/mine\n"
    assert (demo / "site/.well-known/security.txt").is_file()
    html = (demo / "site/index.html").read_text("utf-8")
    assert re.findall(r'<link rel="icon"[^>]*href="([^"]*)"', html) == ["mine.png"]


@pytest.mark.slow
def test_documents_are_for_saving(demo: Path) -> None:
    (demo / "content/pages/a b.csv").write_text("a,b\n", "utf-8")
    assert explainer("build", "--strict", cwd=demo).returncode == 0
    text = (demo / "site/_headers").read_text("utf-8")
    for name in ("a%20b.csv", "bells.csv"):
        rule = re.search(rf"^/{re.escape(name)}\n((?:  .*\n)+)", text, re.MULTILINE)
        assert rule
        assert "  Content-Disposition: attachment\n" in rule[1]


@pytest.mark.slow
def test_a_site_without_the_plugin_may_take_the_headers_of_one_with_it(
    built: Path, tmp_path: Path, demo: Path
) -> None:
    # docs/security-headers.md promises it.
    assert explainer("render", "--strict", "-o", tmp_path / "plain", cwd=demo).returncode == 0
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    subprocess.run(command, cwd=tmp_path / "plain", check=True, capture_output=True, timeout=300)
    text = (built / "_headers").read_text("utf-8")
    for path in (tmp_path / "plain/site").rglob("*.html"):
        for script in Scripts(path.read_text("utf-8")).inline:
            assert digest(script) in text
