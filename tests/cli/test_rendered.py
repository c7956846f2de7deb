"""Pages as a browser shows them: captured, verified without a browser, shown to the editor."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.archive import Copy, read_copy, rendered
from generator.archive.packed import gunzip
from generator.archive.rendered import RenderError
from generator.archive.warc import rendered_record
from generator.cli import explainer
from generator.load import plain_value
from generator.load.parse import parse
from tests.sites import files_of
from tests.web import Reply, reply, serving

PAGE = """<!doctype html><title>Bell</title><link rel=stylesheet href=/a.css>
<link rel="alternate stylesheet" href=/other.css><img src=/picture.png>
<script src=/script.js></script>
<p>It hung in the belfry.</p><p class=folded>It weighs 900 kilograms.</p><p id=a></p>
<script>a.textContent = "It rang " + "at noon.";</script>"""
SHEETS = {
    "/a.css": reply("@import url('b.css'); body { margin: 0 }", content_type="text/css"),
    "/b.css": reply(".folded { display: none }", content_type="text/css"),
}


@pytest.fixture
def here(demo: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(demo)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    monkeypatch.setattr(rendered, "MAX_SECONDS", 300)  # a busy machine may be slow
    return demo


def run(*arguments: str) -> Result:
    done = CliRunner().invoke(explainer, arguments)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def capture(pages: dict[str, Reply], *arguments: str) -> tuple[Result, str, int]:
    """Capture from a server on this machine; gives the address and how often it was asked."""
    with serving(pages) as (port, asked):
        url = f"http://127.0.0.1:{port}/"
        how = ("--allow-private", "--port", str(port), "--id", "bell")
        return run("capture", url, *how, *arguments), url, len(asked)


def copy_of(here: Path) -> Path:
    return here / "content/archive/bell.warc.gz"


def quoted(here: Path, *words: str) -> None:
    file = here / "content/sources/bell.yml"
    rows = "".join(f"  - id: bell-{at}\n    exact: {each}\n" for at, each in enumerate(words))
    file.write_text(f"{file.read_text('utf-8')}published: 2001-09-09\nquotations:\n{rows}", "utf-8")


@pytest.mark.browser
def test_a_page_is_kept_as_a_browser_shows_it_and_verified_without_one(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done, url, count = capture({"/": reply(PAGE), **SHEETS})
    assert done.exit_code == 0, done.stderr
    # The page, its style sheet and the one that this imports; no script, no picture.
    assert count == 3
    files = [gunzip(copy_of(here).read_bytes())]
    kept = rendered_record(files, url)
    assert kept is not None
    assert kept[0].split("\n") == ["It hung in the belfry.", "It rang at noon."]
    assert (kept[1] or b"").startswith(b"\x89PNG")
    for name in ("text", "view", "fullPage"):
        assert files[0].count(f"WARC-Target-URI: urn:{name}:{url}\r\n".encode()) == 1

    # From here on nobody may so much as ask for a browser.
    def none() -> bool:
        raise AssertionError

    monkeypatch.setattr(rendered, "is_installed", none)
    read = read_copy(copy_of(here), url)
    assert isinstance(read, Copy)
    assert "900 kilograms" in read.text
    assert read.rendered == kept[0]
    quoted(here, "It hung in the belfry", "It weighs 900 kilograms", "It rang at noon", "It sang")
    done = run("verify")
    assert done.exit_code == 1
    told = [line.split(": ")[1:3] for line in done.stderr.splitlines() if ": 'bell-" in line]
    assert sorted(each for each in told if "unused" not in each[0]) == [
        ["error misquotation", "'bell-3'"],
        ["warning readers-disagree", "'bell-1'"],
        ["warning readers-disagree", "'bell-2'"],
    ]
    lock = locked(here)
    readers = [lock[f"bell-{at}"].get("reader") for at in range(3)]
    assert readers == [None, "static-alone", "rendered"]
    assert "bell-3" not in lock


def locked(here: Path) -> dict[str, dict[str, object]]:
    root, _, _ = parse((here / "content/quotations.lock.yml").read_text("utf-8"), "")
    assert root is not None
    value = plain_value(root)
    assert isinstance(value, dict)
    return dict(value["quotations"])


@pytest.mark.browser
def test_the_same_page_gives_the_same_copy(here: Path) -> None:
    with serving({"/": reply(PAGE), **SHEETS}) as (port, _):
        url = f"http://127.0.0.1:{port}/"
        texts = []
        for id in ("one", "two"):
            how = ("--allow-private", "--port", str(port), "--id", id)
            assert run("capture", url, *how).exit_code == 0
            files = [gunzip((here / f"content/archive/{id}.warc.gz").read_bytes())]
            texts.append(rendered_record(files, url))
            (here / f"content/sources/{id}.yml").unlink()
    assert texts[0] == texts[1]


def test_without_a_browser_the_page_is_kept_as_it_was_sent(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for where in ("generator.archive.capture", "generator.cli.capture"):
        monkeypatch.setattr(f"{where}.is_installed", lambda: False)
    done, url, count = capture({"/": reply(PAGE), **SHEETS})
    assert done.exit_code == 0
    assert count == 1
    assert "pip install 'story-explainer[browser]'" in done.stderr
    assert rendered_record([gunzip(copy_of(here).read_bytes())], url) is None


def test_nobody_is_told_of_a_browser_who_wants_none(here: Path) -> None:
    done, _, count = capture({"/": reply(PAGE), **SHEETS}, "--no-browser")
    assert (done.exit_code, count) == (0, 1)
    assert "browser" not in done.stderr


def test_a_page_that_is_not_rendered_is_captured_all_the_same(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RenderError("took too long")

    monkeypatch.setattr("generator.archive.capture.render", fail)
    done, url, _ = capture({"/": reply(PAGE), "/a.css": SHEETS["/a.css"]})
    assert done.exit_code == 0
    assert "The page as a browser shows it was not kept: it took too long" in done.stderr
    assert "Style sheets of the page that were not fetched: 1" in done.stderr
    assert rendered_record([gunzip(copy_of(here).read_bytes())], url) is None


def test_style_sheets_are_bounded_and_stay_off_private_networks(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RenderError("is not looked at here")

    monkeypatch.setattr("generator.archive.capture.render", fail)
    many = "".join(f"<link rel=stylesheet href=/{at}.css>" for at in range(30))
    with serving({"/x.css": reply("x")}) as (other, asked):
        page = f"<link rel=stylesheet href=http://127.0.0.1:{other}/x.css>{many}<p>Words.</p>"
        done, _, count = capture({"/": reply(page)}, "--port", str(other))
        assert done.exit_code == 0
        assert asked == []
    assert count == 20
    assert "that were not fetched: 31" in done.stderr


def test_what_is_no_style_sheet_is_not_kept(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RenderError("is not looked at here")

    monkeypatch.setattr("generator.archive.capture.render", fail)
    pages = {
        "/": reply("<link rel=stylesheet href=/a><link rel=stylesheet href=/b><p>Words."),
        "/a": reply("<p>Other words."),
        "/b": reply(status=302, location="/"),
    }
    done, url, _ = capture(pages)
    assert done.exit_code == 0
    assert "that were not fetched: 2" in done.stderr
    kept = gunzip(copy_of(here).read_bytes())
    assert kept.count(b"WARC-Type: response") == 1
    read = read_copy(copy_of(here), url)
    assert isinstance(read, Copy)
    assert read.notes == ()


@pytest.mark.browser
def test_the_editor_sees_the_passage_in_its_page_and_nobody_else(
    here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert capture({"/": reply(PAGE), **SHEETS})[0].exit_code == 0
    file = here / "content/sources/bell.yml"
    file.write_text(f"{file.read_text('utf-8')}published: 2001-09-09\n", "utf-8")
    before = files_of(here)
    quote = ("quote", "--source", "bell", "--show", "--dry-run")
    done = run(*quote, "It rang at noon")
    assert done.exit_code == 0, done.stderr
    (picture,) = tmp_path.rglob("*.png")
    assert str(picture) in done.stderr
    assert not picture.is_relative_to(here)
    assert picture.read_bytes().startswith(b"\x89PNG")
    done = run(*quote, "It weighs 900 kilograms")
    assert "The browser does not show these words" in done.stderr
    assert files_of(here) == before
    assert run("quote", "--source", "bell", "-y", "It rang at noon").exit_code == 0
    assert run("verify").exit_code in (0, 1)
    assert run("build", "-d", str(tmp_path / "out")).exit_code == 0
    published = [*(tmp_path / "out").rglob("*")]
    assert published
    assert not [each for each in published if picture.read_bytes() in _bytes(each)]


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""
