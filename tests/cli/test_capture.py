"""`explainer capture`: a page into the archive, and what it says of itself into a new file."""

from __future__ import annotations

import html
import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.archive import Copy, read_copy
from generator.archive.capture import Captured
from generator.archive.metadata import MAX_TEXT, page_facts, text_of
from generator.authoring.source import new_source, source_text
from generator.cli import explainer
from generator.load import plain_value
from generator.load.parse import parse
from tests.sites import explainer as explainer_process
from tests.sites import files_of
from tests.web import Reply, reply, serving

GOOD = """<!doctype html><html lang="fr-CA"><head><meta charset="utf-8"><title>Site</title>
<meta property="og:title" content="Bell: found"><meta property="og:site_name" content="The Post">
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
{"@type": "WebSite"},
{"@type": ["NewsArticle"], "headline": "“The bell” is found: it rings # again",
"datePublished": "2001-06-01T23:30:00-05:00",
"publisher": {"@type": "Organization", "name": "Tide Post"},
"author": [{"@type": "Person", "name": "Ada Quill"}, "Jun Marrow",
{"name": "https://tide.example/ada"}]}]}
</script></head><body><h1>Bell</h1><p>“It rings,” said a gull. It weighs 900 kilograms.</p></body>
</html>"""


@pytest.fixture
def here(demo: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(demo)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    return demo


def run(*arguments: str) -> Result:
    done = CliRunner().invoke(explainer, arguments)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def capture(
    pages: Reply | dict[str, Reply], *arguments: str, path: str = "/"
) -> tuple[Result, str]:
    """Capture from a server on this machine; gives the page's address too."""
    with serving(pages if isinstance(pages, dict) else {"/": pages}) as (port, _):
        url = f"http://127.0.0.1:{port}{path}"
        how = ("--allow-private", "--port", str(port), "--no-browser")
        return run("capture", url, *how, *arguments), url


def source(path: Path) -> dict[str, object]:
    root, _, problems = parse(path.read_text("utf-8"), "")
    assert problems == []
    assert root is not None
    found = plain_value(root)
    assert isinstance(found, dict)
    return found


def test_a_page_is_captured_quoted_and_verified(here: Path) -> None:
    done, url = capture(reply(GOOD))
    assert done.exit_code == 0, done.stderr
    copy = here / "content/archive/tide-post-2001.warc.gz"
    read = read_copy(copy, url)
    assert isinstance(read, Copy)
    assert "“It rings,” said a gull." in read.text
    assert source(here / "content/sources/tide-post-2001.yml") == {
        "title": "“The bell” is found: it rings # again",
        "publisher": "Tide Post",
        "short": "Tide Post, 2001",
        "author": ["Ada Quill", "Jun Marrow"],
        "published": "2001-06-01",
        "accessed": "2001-09-09",
        "url": url,
        "language": "fr-CA",
        "kind": "news-report",
        "archived_as": "tide-post-2001.warc.gz",
        "digest": read.digest,
    }
    assert "explainer quote --source tide-post-2001" in done.stderr
    done = run("quote", "-y", "--source", "tide-post-2001", "It weighs 900 kilograms")
    assert done.exit_code == 0
    done = run("verify")
    assert done.exit_code == 0, done.stderr
    lock = (here / "content/quotations.lock.yml").read_text("utf-8")
    assert "tide-post-2001-it-weighs-900-kilograms" in lock
    assert f"digest: {read.digest}" in lock


def test_what_an_editor_wrote_stays(here: Path) -> None:
    written = (
        "# mine\ntitle: My title\npublisher: Tide Post\nshort: T\npublished: 2001-06\nkind: book\n"
    )
    done, url = capture(reply(GOOD), "--id", "mine")
    assert done.exit_code == 0
    file, copy = here / "content/sources/mine.yml", here / "content/archive/mine.warc.gz"
    file.write_text(f"{written}url: {url}\n", "utf-8")
    before = file.read_bytes()
    done, _ = capture(reply(GOOD), "--id", "mine")
    assert done.exit_code == 2
    assert "'mine' has the copy 'mine.warc.gz' already" in done.stderr
    copy.unlink()
    done, _ = capture(reply(GOOD), "--id", "mine")
    assert done.exit_code == 0
    assert copy.exists()
    assert file.read_bytes() == before
    assert "title: My title → “The bell” is found: it rings # again" in done.stderr
    assert "published: 2001-06 → 2001-06-01" in done.stderr
    assert "author: (nothing) → Ada Quill; Jun Marrow" in done.stderr
    assert "publisher:" not in done.stderr
    assert "kind:" not in done.stderr


def test_a_source_is_known_by_its_address(here: Path) -> None:
    with serving({"/": reply(GOOD)}) as (port, _):
        how = ("--allow-private", "--port", str(port), "--no-browser")
        arguments = ("capture", f"http://127.0.0.1:{port}/", *how)
        assert run(*arguments).exit_code == 0
        (here / "content/archive/tide-post-2001.warc.gz").unlink()
        assert run(*arguments).exit_code == 0
    assert (here / "content/archive/tide-post-2001.warc.gz").exists()
    assert not (here / "content/sources/tide-post-2001-2.yml").exists()


def test_a_redirect_is_followed_to_the_address_that_is_written(here: Path) -> None:
    pages = {"/": reply(status=301, location="/page"), "/page": reply(GOOD)}
    done, url = capture(pages, "--id", "moved")
    assert source(here / "content/sources/moved.yml")["url"] == f"{url}page"
    assert f"The page is at {url}page" in done.stderr
    assert isinstance(read_copy(here / "content/archive/moved.warc.gz", f"{url}page"), Copy)


def test_a_page_that_says_nothing_of_itself(here: Path) -> None:
    done, _ = capture(reply("<p>It rings.</p>"), "--id", "bare")
    assert done.exit_code == 0
    text = (here / "content/sources/bare.yml").read_text("utf-8")
    assert "publisher: 127.0.0.1\n" in text
    for key in ("title", "published"):
        assert f"# The page gives no '{key}'." in text
        assert f"The page gives no '{key}': add it." in done.stderr
    assert "error missing-key: the source has no 'title'" in run("check").stderr


REFUSED = {
    "not found": (reply("no", 404), "'404 Not Found'"),
    "no page": (
        reply(b"%PDF", content_type="application/pdf"),
        "no HTML page but 'application/pdf'",
    ),
    "broken encoding": (reply(b"<p>caf\xe9"), "is not UTF-8 text"),
    "a loop": (reply(status=302, location="/"), "more than 5 redirects"),
    "cut off": (reply(b"<p>x", length=99), "ended before the answer did"),
    "to a file": (reply(status=302, location="file:///etc/passwd"), "neither with https://"),
    "without text": (reply("<title>x</title>"), "holds no text"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_failure_is_one_line_and_leaves_nothing(here: Path, name: str) -> None:
    page, why = REFUSED[name]
    before = files_of(here)
    done, _ = capture(page)
    assert done.exit_code == 2
    assert why in done.stderr
    assert done.stderr.count("\n") == 1
    assert files_of(here) == before


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("http://127.0.0.1/",), "not on the public internet"),
        (("http://localhost/",), "not on the public internet"),
        (("http://bell.example:8080/",), "the port 8080"),
        (("https://a:b@bell.example/",), "a name or a password"),
        (("ftp://bell.example/",), "no address to capture"),
        (("mailto:a@bell.example",), "neither with https://"),
        (("https://bell.example/", "--id", "../up"), "'../up' is no id"),
        (("https://bell.example/", "--id", "tide-post"), "has the copy 'tide-post.txt' already"),
    ],
)
def test_what_is_not_asked(here: Path, arguments: tuple[str, ...], why: str) -> None:
    before = files_of(here)
    done = run("capture", *arguments)
    assert done.exit_code == 2
    assert why in done.stderr
    assert files_of(here) == before


def test_an_archive_folder_is_made_only_for_a_copy(here: Path) -> None:
    archive = here / "new/archive"
    archive.parent.mkdir()
    assert capture(reply("<title>x</title>"), "--archive", str(archive))[0].exit_code == 2
    assert not archive.exists()
    assert capture(reply(GOOD), "--archive", str(archive))[0].exit_code == 0
    assert [path.name for path in archive.iterdir()] == ["tide-post-2001.warc.gz"]


def test_a_file_that_cannot_be_written_leaves_no_copy(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("generator.cli.capture.atomic_write", fail)
    before = files_of(here)
    done, _ = capture(reply(GOOD))
    assert (done.exit_code, files_of(here)) == (2, before)
    assert "No space left on device" in done.stderr


def test_as_a_process_of_its_own(here: Path) -> None:
    done = explainer_process("capture", "http://[::1]/", cwd=here)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "explainer: nothing was captured: '::1' is at ::1, which is not on the public internet "
        "(--allow-private)\n"
    )


HOSTILE = st.text(
    st.one_of(
        st.characters(exclude_categories=("Cs",)),
        st.sampled_from(list(":#'\"[]{}-|>&*!%@`\\\n\t\x00\x1b\u202e\u2028")),
    ),
    max_size=60,
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
def test_whatever_a_page_says_is_read_back_as_the_same_text(
    title: str, publisher: str, author: str, date: str
) -> None:
    article = {"@type": "NewsArticle", "headline": title, "author": author, "datePublished": date}
    page = (
        f'<html lang="{html.escape(date)}"><meta charset=utf-8>'
        f'<meta property="og:site_name" content="{html.escape(publisher)}">'
        f'<script type="application/ld+json">{json.dumps(article).replace("<", chr(92) + "u003c")}'
        "</script><p>x"
    )
    facts = page_facts(page.encode(), None)
    assert facts.title == text_of(title)
    new = new_source(
        Captured("https://a.example/", b"", facts), "a.warc.gz", "2031-05-01", "en", ()
    )
    root, _, problems = parse(source_text(new), "")
    assert problems == []
    assert root is not None
    assert plain_value(root) == new.fields


def test_long_and_deep_metadata_is_bounded() -> None:
    deep = f"<script type=application/ld+json>{'[' * 100_000}</script>"
    page = f"<title>{'bell ' * 100_000}</title>{deep}"
    facts = page_facts(page.encode(), None)
    assert MAX_TEXT - 10 < len(facts.title) <= MAX_TEXT
    assert facts.title.endswith(" …")
    assert text_of("a\x85\u2028 b\n") == "a b"
    many = json.dumps([{"@type": "Article", "author": ["a"] * 10_000}] * 10)
    assert page_facts(
        f"<script type=application/ld+json>{many}</script>".encode(), None
    ).author == ("a",)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<meta name="DC.date" content="2031/05/01">', "2031-05-01"),
        (
            '<meta property="article:published_time" content="2031-05-01T00:30:00+14:00">',
            "2031-05-01",
        ),
        ('<meta name="date" content="1 May 2031">', ""),
        ('<meta name="date" content="20310501">', ""),
    ],
)
def test_the_day_is_the_one_that_the_page_writes(head: str, expected: str) -> None:
    assert page_facts(head.encode(), None).published == expected


def test_what_the_model_does_not_take_is_left_out(here: Path) -> None:
    page = '<html lang="klingon!"><title>T</title><meta name="date" content="2031-02-31"><p>x'
    done, url = capture(reply(page), "--id", "odd")
    assert done.exit_code == 0
    found = source(here / "content/sources/odd.yml")
    assert "language" not in found
    assert "published" not in found
    assert found["publisher"] == urlsplit(url).hostname
