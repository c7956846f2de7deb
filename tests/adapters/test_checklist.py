"""The checklist of the preview: what it lists, what it links to, and who is given what."""

from __future__ import annotations

import re
import shlex
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from urllib.parse import unquote, urlencode, urlsplit

import pytest
from click.testing import CliRunner
from selectolax.lexbor import LexborHTMLParser

from generator.adapters.checklist import (
    EDITORS,
    NO_EDITOR,
    ROOT,
    Checked,
    Checklist,
    Editor,
    EditorError,
    Local,
    SitePlace,
    check_site,
    checklist_html,
    editor_of,
)
from generator.adapters.checklist import passages as passages_module
from generator.adapters.checklist.editors import path_in_address
from generator.adapters.mkdocs.server import NEWS, PreviewServer
from generator.cli import explainer
from generator.diagnostics import Place, found
from generator.index import open_index
from generator.passes import Options, read_content
from generator.publishing.next_steps import Step
from generator.render import wording_for
from tests.adapters.test_server import send
from tests.support import DEMO, make_site

ENGLISH = wording_for("en")
STORY = "content/stories/ostermill-bell/story.yml"
NOWHERE = Path("/nowhere/at all")


# Links into an editor


@pytest.mark.parametrize("name", [name for name in EDITORS if name != "none"])
def test_each_editor_is_told_file_line_and_column(name: str) -> None:
    link = editor_of(name).link(PurePosixPath("/home/a b/über#1.yml"), 12, 5)
    assert re.fullmatch(r"[a-z-]+://[!-~]+", link)
    assert "/home/a%20b/%C3%BCber%231.yml" in link
    assert "12" in link.partition("%231.yml")[2]
    assert "5" in link.partition("%231.yml")[2]
    assert editor_of(EDITORS[name]) == editor_of(name), "a template of its own would be taken"


def test_the_usual_editor_is_asked_as_its_manual_has_it() -> None:
    assert editor_of("vscode").link(PurePosixPath("/a/b.yml"), 3, 4) == "vscode://file/a/b.yml:3:4"
    # Of a file as a whole the first line is meant.
    assert editor_of(" vscode ").link(PurePosixPath("/a/b.yml")) == "vscode://file/a/b.yml:1:1"
    assert editor_of("none").link(PurePosixPath("/a/b.yml"), 3, 4) == ""


@pytest.mark.parametrize(
    ("path", "address"),
    [
        (PurePosixPath("/a/ä b.yml"), "/a/%C3%A4%20b.yml"),
        (PurePosixPath("/a/x:9:9.yml"), "/a/x%3A9%3A9.yml"),
        (PurePosixPath('/a/"><script>&\'.yml'), "/a/%22%3E%3Cscript%3E%26%27.yml"),
        (
            PurePosixPath("/a/%2e%2e/{line}?x=1&y=2+3#z"),
            "/a/%252e%252e/%7Bline%7D%3Fx%3D1%26y%3D2%2B3%23z",
        ),
        (PurePosixPath("/a/\n\r\t\0\x1b.yml"), "/a/%0A%0D%09%00%1B.yml"),
        (PurePosixPath("/a/\udcff.yml"), "/a/%FF.yml"),
        (PurePosixPath("/a/قصة\u202e.yml"), "/a/%D9%82%D8%B5%D8%A9%E2%80%AE.yml"),
        (PureWindowsPath("C:\\news\\a b#.yml"), "/C:/news/a%20b%23.yml"),
        (PureWindowsPath("\\\\server\\news\\a.yml"), "//server/news/a.yml"),
    ],
)  # fmt: skip
def test_a_path_is_one_part_of_an_address(path: PurePath, address: str) -> None:
    assert path_in_address(path) == address
    # The names of fields in a path are no fields.
    assert Editor("zed://file{path}:{line}").link(path, 7) == f"zed://file{address}:7"


@pytest.mark.parametrize(
    "template",
    [
        "vscode://vscode-remote/wsl+Debian{path}:{line}:{column}",
        "my-editor://open?file={path}&line={line}",
        "a.b+c://{path}",
    ],
)
def test_an_address_of_somebody_s_own_is_taken(template: str) -> None:
    assert editor_of(template).link(PurePosixPath("/a"), 2, 3).startswith(template[:8])


@pytest.mark.parametrize(
    "choice",
    [
        "", "notepad", "javascript:alert({path})", "javascript://{path}", "data://{path}",
        "http://evil.example/{path}", "https://{path}", "file://{path}", "FILE://{path}",
        "blob://{path}", "view-source://{path}", "ms-msdt://{path}", "search-ms://{path}",
        "x://", "x://{path}{path}", "x://{path}{nothing}", "x://{path}{", "x://{path}}",
        "x://{path!r}", "x://{path.__class__}", 'x://{path}" onclick="alert(1)', "x://{path} a",
        "x://{path}<b>", "x://{path}\nx", " x ://{path}", "://{path}", "1x://{path}", "x://ü{path}",
        f"x://{'a' * 600}{{path}}",
    ],
)  # fmt: skip
def test_what_opens_no_editor_is_refused(choice: str) -> None:
    with pytest.raises(EditorError):
        editor_of(choice)


def test_the_command_says_why_an_editor_is_refused() -> None:
    done = CliRunner().invoke(explainer, ["serve", "--editor", "javascript://{path}"])
    assert done.exit_code == 2
    assert "'javascript:' opens no editor" in done.stderr
    done = CliRunner().invoke(explainer, ["serve"], env={"EXPLAINER_EDITOR": "notepad"})
    assert done.exit_code == 2
    assert "Known are: cursor, idea," in done.stderr


# The list


@dataclass
class Site:
    """A site in which something is left to do, and its checklist at a server."""

    folder: Path
    checked: Checked
    checklist: Checklist
    server: PreviewServer

    def ask(self, path: str, *headers: str, body: str | None = None) -> tuple[int, str]:
        method = "GET" if body is None else "POST"
        host = f"Host: 127.0.0.1:{self.server.server_port}"
        rows = [f"{method} {path} HTTP/1.1", host, "Connection: close", *headers]
        if body is not None:
            rows.append(f"Content-Length: {len(body)}")
        told = send(self.server, "\r\n".join([*rows, "", body or ""]).encode())
        head, _, rest = told.partition(b"\r\n\r\n")
        return int(head.split()[1]), rest.decode()

    def passages(self, *headers: str, left_out: str = "", **fields: str) -> tuple[int, str]:
        """Ask for passages as the page does; `left_out` names a header that is not sent."""
        own = {
            "Origin": f"http://127.0.0.1:{self.server.server_port}",
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Review-Token": self.checklist.token,
        }
        for row in headers:
            own.pop(row.partition(":")[0], None)
        rows = [f"{name}: {value}" for name, value in own.items() if name != left_out]
        return self.ask(f"{ROOT}passages", *rows, *headers, body=urlencode(fields))

    @property
    def unsupported(self) -> dict[str, str]:
        """Where the sentence stands that nothing supports, as the page sends it."""
        (problem,) = (each for each in self.checked.problems if each.code == "unsupported-figure")
        return {"file": problem.place.file, "line": str(problem.place.line)}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = make_site(tmp_path_factory.mktemp("checklist") / "a #1 site", base=DEMO)
    story = folder / STORY
    text = story.read_text("utf-8")
    story.write_text(text.replace("night of 3 April 2031.", "night of 5 April 2031.", 1), "utf-8")
    (folder / "content/archive/gull-wire.txt").unlink()
    archive = folder / "content/archive"
    with open_index(folder, "preview") as store:
        content = read_content(folder, "content", store, Options(drafts=True))
        checked = check_site(content.problems, content.index(), archive, ENGLISH)
    place = SitePlace(folder, "content", archive, Path("mkdocs.yml"), "en")
    checklist = Checklist(editor_of("vscode"), checked, place, ENGLISH)
    server = PreviewServer("127.0.0.1", 0, "/")
    server.checklist = checklist
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield Site(folder, checked, checklist, server)
    server.shutdown()
    thread.join()
    server.server_close()


def shown(checked: Checked, local: Local | None = None, language: str = "en") -> LexborHTMLParser:
    return LexborHTMLParser(checklist_html(checked, NOWHERE, wording_for(language), local))


def test_the_page_lists_the_steps_that_the_command_prints(site: Site) -> None:
    page = LexborHTMLParser(site.checklist.html(is_local=True))
    steps = page.css(".sx-checklist__steps > li")
    assert [each.attributes["data-key"] for each in steps] == [
        f"step-{each.name}" for each in site.checked.steps
    ]
    assert [each.css_first("code").text() for each in steps] == [
        each.command for each in site.checked.steps
    ]
    assert {"capture", "look", "publish"} <= {each.name for each in site.checked.steps}
    badge = page.css_first(".sx-checklist__badge")
    assert badge.text().strip() == f"{len(steps)} steps to publishing"
    assert all(page.css(f'[data-key="step-{each.name}"] .sx-problem') for each in site.checked.steps
               if each.problems)  # fmt: skip


def test_a_place_opens_in_the_editor(site: Site) -> None:
    page = LexborHTMLParser(site.checklist.html(is_local=True))
    link = page.css_first(f'[data-line="{site.unsupported["line"]}"]').parent.parent.css_first("a")
    where = link.text()
    file, line, column = where.split(":")
    address = urlsplit(str(link.attributes["href"]))
    assert (address.scheme, address.netloc, address.query, address.fragment) == (
        "vscode", "file", "", "",
    )  # fmt: skip
    assert unquote(address.path) == f"{site.folder / file}:{line}:{column}"


def test_a_file_that_is_not_there_is_not_opened() -> None:
    local = Local(NOWHERE, editor_of("vscode"), "token")
    page = shown(Checked([found("empty-file", Place("x\0.yml", 1, 1), "x")]), local)
    assert page.css_first(".sx-problem__place code").text() == "x�.yml:1:1"
    assert page.css(".sx-problem__place a") == []


def test_sentences_that_wait_lead_to_their_review(site: Site) -> None:
    page = LexborHTMLParser(site.checklist.html(is_local=True))
    links = [each.attributes["href"] for each in page.css(".sx-checklist__stories a")]
    assert links
    assert all(re.fullmatch(r"/\.review/[a-z-]+\?of=[0-9a-f]+", str(link)) for link in links)
    waiting = sum(each.count for each in site.checked.waiting)
    assert site.checked.all_waiting == (len(links), waiting)


def test_mistakes_that_stop_the_build_stand_above_the_steps() -> None:
    problems = [found("tab", Place("a.yml", line, 1), "x", "y", "\ta") for line in range(1, 10)]
    step = Step("mend", 9, "9 errors to mend", ("x",), "explainer check", tuple(problems))
    page = shown(Checked(problems, is_kept=True, steps=[step]))
    box = page.css_first(".sx-checklist__box")
    assert "open" in box.attributes
    assert page.css_first(".sx-checklist__badge").text().strip() == "9 mistakes stop the build"
    text = box.text()
    assert text.index("What stops the build") < text.index("Steps to publishing")
    assert "The pages are the last good ones." in text
    assert len(page.css(".sx-problem")) == 5, "each stands there once, and a few of a kind"
    assert page.css_first(".sx-checklist__more").text().strip() == "and 4 more tab"


def test_whatever_is_wrong_a_page_holds_a_number_of_it() -> None:
    codes = ["tab", "empty-file", "duplicate-key", "unknown-key", "yaml-syntax", "unknown-citation",
             "bad-template", "bad-config", "missing-file", "unreadable-file", "missing-folder",
             "wrong-kind", "costly-page", "uncited-statement"]  # fmt: skip
    problems = [found(code, Place("a.yml", line, 1), "x") for code in codes for line in range(1, 9)]
    page = shown(Checked(problems))
    assert len(page.css(".sx-problem")) == 60
    more = [int(each.text().split()[1]) for each in page.css(".sx-checklist__more")]
    assert 60 + sum(more) == len(problems)
    assert "112 errors, 0 warnings" in page.css_first(".sx-checklist__counted").text()


def test_the_list_escapes_what_it_shows() -> None:
    text = "<script>alert(1)</script>"
    problem = found("tab", Place(f'x"{text}.yml', 1, 3), text, text, f"a {text}")
    step = Step("mend", 1, "1 error to mend", (text,), f"explainer {text}")
    local = Local(NOWHERE, NO_EDITOR, 'to"ken')
    checked = Checked([problem], text, pages={f'x"{text}.yml': f'/"{text}.html'}, steps=[step])
    html = checklist_html(checked, NOWHERE, ENGLISH, local)
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)" in html
    # No handler and no style: the page's policy would let neither work.
    nodes = LexborHTMLParser(html).css("*")
    assert {name for node in nodes for name in node.attributes if name.startswith("on")} == set()
    assert all("style" not in node.attributes for node in nodes)


def test_what_is_marked_stands_in_its_line() -> None:
    def line_of(place: Place, line: str) -> str:
        html = checklist_html(
            Checked([found("tab", place, "x", "y", line)]), NOWHERE, ENGLISH, None
        )
        return html.partition("<pre>")[2].partition("</pre>")[0]

    assert line_of(Place("x.yml", 1, 5, 3), "  a <b>") == "a <mark>&lt;b&gt;</mark>"
    assert line_of(Place("x.yml", 1, 4), "abc") == "abc<mark> </mark>"
    assert line_of(Place("x.yml", 1, 0), "abc") == "<mark>a</mark>bc"
    assert line_of(Place("x.yml"), "abc") == ""


def test_when_all_is_done_it_says_so() -> None:
    page = shown(Checked())
    assert page.css_first(".sx-checklist__badge").text().strip() == "Ready to publish"
    assert "Nothing is left to do" in page.css_first(".sx-checklist__body").text()
    assert page.css_first(".sx-checklist__command code").text() == "explainer build --strict"


@pytest.mark.parametrize("language", ["ar", "de", "fr"])
def test_it_speaks_the_language_of_the_site(language: str) -> None:
    problem = found("unsupported-figure", Place("a.yml", 1, 1), "x", "y", "z")
    step = Step("look", 1, "", (), "explainer check", (problem,))
    local = Local(NOWHERE, NO_EDITOR, "token")
    for checked in (
        Checked([problem], steps=[step]),
        Checked(),
        Checked(failure="x", is_kept=True),
    ):
        page, english = shown(checked, local, language), shown(checked, local)
        own = page.css_first(".sx-checklist")
        assert own.attributes["dir"] == ("rtl" if language == "ar" else "ltr")
        known = english.css("h2, button, summary, .sx-checklist__body > p")
        texts = [
            each.text().strip() for each in page.css("h2, button, summary, .sx-checklist__body > p")
        ]
        assert len(texts) == len(known)
        same = {
            text for text, each in zip(texts, known, strict=True) if text == each.text().strip()
        }
        assert {each for each in same if not each.startswith("explainer")} == set()


# Who is given what


def test_other_machines_are_told_no_path_and_nothing_to_ask_with(site: Site) -> None:
    html = site.checklist.html(is_local=False)
    assert "steps to publishing" in html
    for kept in (str(site.folder), site.folder.name, "vscode:", site.checklist.token, ".review/o",
                 "data-token", "data-file"):  # fmt: skip
        assert kept not in html, kept
    failure = f"OSError: {site.folder}/mkdocs.yml"
    html = checklist_html(Checked(failure=failure), site.folder, ENGLISH, None)
    assert str(site.folder) not in html
    assert "The terminal says why." in html


@pytest.mark.parametrize("is_open", [True, False])
def test_a_server_that_others_reach_gives_nobody_a_path(
    site: Site, monkeypatch: pytest.MonkeyPatch, *, is_open: bool
) -> None:
    if is_open:
        monkeypatch.setattr(site.server, "token", "secret")
    else:
        monkeypatch.setattr("generator.adapters.mkdocs.handler.is_loopback", lambda _: False)
    for path in (ROOT, "/", "/nowhere.html"):
        _, html = site.ask(path)
        assert "sx-checklist" in html
        assert site.folder.name not in html
        assert site.checklist.token not in html
    assert site.passages(**site.unsupported)[0] in (403, 413)


def test_a_page_gets_the_list_and_what_brings_it_up_to_date(site: Site) -> None:
    status, html = site.ask("/")
    assert status == 503, "there is no site yet"
    assert "<h1>The site cannot be built yet</h1>" in html
    assert html.endswith("</body></html>")
    scripts = re.findall(r"<script[^>]*>", html)
    assert [re.search(r'src="([^"]*)"', each)[1] for each in scripts] == [  # type: ignore[index]
        f"{ROOT}checklist.js", f"{NEWS}preview.js",
    ]  # fmt: skip
    for name in ("checklist.js", "checklist.css"):
        assert site.ask(ROOT + name)[0] == 200
    version, stamp = re.findall(r'data-version="([^"]*)" data-checklist="([^"]*)"', html)[0]
    assert stamp == site.checklist.stamp(is_local=True)
    news = f"{NEWS}{version}.{stamp}?page=/"
    told: list[tuple[int, str]] = []
    asking = threading.Thread(target=lambda: told.append(site.ask(news)))
    asking.start()
    latest = site.checklist.latest
    site.checklist.take(Checked(), latest.place, latest.wording)
    site.server.show(None, all_pages=False)
    asking.join(60)
    site.checklist.take(site.checked, latest.place, latest.wording)
    assert told == [(200, f"{version}.{told[0][1].rpartition('.')[2]}")], "the page stays"
    assert not told[0][1].endswith(stamp)


# Passages


def test_passages_come_with_what_quotes_and_cites_them(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    status, html = site.passages(**site.unsupported)
    assert status == 200
    first = LexborHTMLParser(html).css_first(".sx-passages li")
    assert "tide-post" in first.text()
    assert "vanished from the belfry in the night of 3 April 2031" in first.css_first("mark").text()
    commands = [unescape(each.text()) for each in LexborHTMLParser(html).css("code")]
    quoting = [shlex.split(each) for each in commands if each.startswith("explainer quote")]
    assert quoting
    monkeypatch.chdir(site.folder)
    for _, *arguments in quoting:
        done = CliRunner().invoke(explainer, [*arguments, "--dry-run", "-y"])
        assert done.exit_code == 0, done.stderr
    # What was found is kept until the content is another.
    monkeypatch.setattr(
        passages_module, "find_passages", lambda *_: pytest.fail("looked for again")
    )
    assert site.passages(**site.unsupported) == (status, html)


@pytest.mark.parametrize(
    "header",
    ["Origin: http://evil.example", "Origin: null", "Sec-Fetch-Site: cross-site",
     "X-Review-Token: nonsense", "Content-Type: text/plain"],
)  # fmt: skip
def test_pages_of_others_may_not_ask(site: Site, header: str) -> None:
    assert site.passages(header, **site.unsupported)[0] in (403, 415)


@pytest.mark.parametrize("header", ["Origin", "X-Review-Token", "Content-Type"])
def test_nobody_asks_without_saying_from_where(site: Site, header: str) -> None:
    assert site.passages(left_out=header, **site.unsupported)[0] in (403, 415)


@pytest.mark.parametrize(
    "fields",
    [{}, {"file": STORY, "line": "1"}, {"file": "../../etc/passwd", "line": "1"},
     {"file": STORY, "line": "-1"}, {"file": STORY, "line": "nonsense"}],
)  # fmt: skip
def test_only_sentences_of_the_check_are_looked_for(site: Site, fields: dict[str, str]) -> None:
    assert site.passages(**fields)[0] == 409


def test_a_form_of_other_fields_is_none_of_ours(site: Site) -> None:
    assert site.passages(**site.unsupported, verdict="supported")[0] == 400
    assert site.ask(f"{ROOT}passages")[0] == 404
    assert site.ask(f"{ROOT}nothing", body="x")[0] == 404


def test_the_search_comes_to_an_end(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.checklist.search.forget()
    monkeypatch.setattr(passages_module, "LONGEST", -1.0)
    status, told = site.passages(**site.unsupported)
    assert (status, told.strip()) == (
        503, "It takes too long here. In a terminal: explainer suggest --unsupported",
    )  # fmt: skip
    monkeypatch.setattr(passages_module, "PATIENCE", 0.01)
    with site.checklist.search.lock:
        assert site.passages(**site.unsupported)[0] == 503
