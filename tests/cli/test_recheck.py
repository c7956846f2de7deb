"""`explainer recheck`: live pages looked at, and what is written down of them."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from generator.archive.asking import Limits
from generator.cli import explainer
from generator.cli import recheck as command
from generator.model import PageState, Rechecks, WordsState
from generator.rechecking.journal import Journal, journal_file
from generator.rechecking.pacing import Manners
from generator.rechecking.run import How
from generator.rechecking.site import read_site
from tests.support import BASE, make_site
from tests.web import Reply, reply, serving

TEXT = (BASE / "content/archive/post.txt").read_text("utf-8")
URL = "https://tide-post.example/bell-gone"
THERE = reply(f"<title>Bell gone</title><h1>Bell gone</h1><p>{TEXT}</p>")
CHANGED = reply(f"<title>Bell gone</title><p>{TEXT.replace('900 kilograms', '700 kilograms')}</p>")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = make_site(tmp_path / "site")
    (folder / "mkdocs.yml").write_text("site_name: Bells\nplugins: [explainer]\n", "utf-8")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    quick = functools.partial(How, limits=Limits(seconds=60), manners=Manners(pause=0.0))
    monkeypatch.setattr(command, "How", quick)
    return folder


def run(*arguments: str) -> Result:
    done = CliRunner().invoke(explainer, ["recheck", *arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def look(here: Path, pages: dict[str, Reply], *arguments: str, more: str = "") -> Result:
    """Look at pages on this machine; `more` stands in the source's file."""
    file = here / "content/sources/post.yml"
    text = (BASE / "content/sources/post.yml").read_text("utf-8")
    with serving(pages) as (port, _):
        at = f"http://127.0.0.1:{port}"
        file.write_text(text.replace(URL, f"{at}/a") + more.replace("{at}", at), "utf-8")
        return run("--allow-private", "--port", str(port), *arguments)


def record(here: Path) -> Rechecks:
    site = read_site(here, "content")
    assert site is not None
    assert site.problems == ()
    return site.record


def test_all_is_there(here: Path) -> None:
    done = look(here, {"/a": THERE})
    assert done.exit_code == 0, done.stderr
    assert "1 pages, 1 of them the report; quotations: 2 there" in done.stderr
    found = record(here).sources["post"]
    assert (found.live.page, found.live.seen) == (PageState.READ, "2001-09-09")
    assert {each.seen for each in found.quotations.values()} == {"2001-09-09"}
    before = (here / "content/rechecks.yml").read_bytes()
    assert not journal_file(here, here / "content").exists()
    with serving({"/a": THERE}) as (port, _):
        file = here / "content/sources/post.yml"
        text = (BASE / "content/sources/post.yml").read_text("utf-8")
        file.write_text(text.replace(URL, f"http://127.0.0.1:{port}/a"), "utf-8")
        run("--allow-private", "--port", str(port))
    after = (here / "content/rechecks.yml").read_bytes()
    assert after.split(b"url:")[0] == before.split(b"url:")[0]


def test_a_changed_word_fails_and_is_shown(here: Path) -> None:
    done = look(here, {"/a": CHANGED})
    assert done.exit_code == 1
    assert "'post-weight' has changed: It weighed some [-900-] {+700+} kilograms" in " ".join(
        done.stderr.split()
    )
    assert record(here).sources["post"].quotations["post-weight"].state is WordsState.CHANGED


def test_what_could_not_be_read_fails_only_under_strict(here: Path) -> None:
    done = look(here, {"/a": reply("no", 500)})
    assert done.exit_code == 0, done.stderr
    assert "the server is out of order" in done.stderr
    assert look(here, {"/a": reply("no", 500)}, "--strict").exit_code == 1
    assert look(here, {}).exit_code == 1  # 404


def test_the_archive_is_looked_at_too(here: Path) -> None:
    pages = {"/a": reply("gone", 410), "/copy": THERE}
    done = look(here, pages, "--format", "json", more="archive_url: {at}/copy\n")
    assert done.exit_code == 1
    told = json.loads(done.stdout)
    assert [(row["archive"], row["page"]) for row in told["looks"]] == [
        (False, "removed"), (True, "read"),
    ]  # fmt: skip
    assert told["quotations"] == {"unseen": 2}
    found = record(here).sources["post"]
    assert found.archive is not None
    assert found.quotations["post-weight"].archived == "2001-09-09"


def test_a_run_that_was_killed_goes_on(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class KilledError(Exception):
        pass

    real = Journal.add

    def killed(self: Journal, looks: Any) -> None:
        real(self, looks)
        raise KilledError

    pages = {"/a": CHANGED, "/copy": THERE}
    text = (BASE / "content/sources/post.yml").read_text("utf-8")
    with serving(pages) as (port, asked):
        at = f"http://127.0.0.1:{port}"
        (here / "content/sources/post.yml").write_text(
            text.replace(URL, f"{at}/a") + f"archive_url: {at}/copy\n", "utf-8"
        )
        how = ("--allow-private", "--port", str(port))
        with monkeypatch.context() as patch:
            patch.setattr(Journal, "add", killed)
            done = CliRunner().invoke(explainer, ["recheck", *how])
            assert isinstance(done.exception, KilledError)
        done = run(*how)
        assert "1 pages were looked at by a run that was not finished" in done.stderr
        assert len(asked) == 2
    assert done.exit_code == 1
    assert record(here).sources["post"].quotations["post-weight"].state is WordsState.CHANGED


def test_a_broken_record_is_written_anew(here: Path) -> None:
    (here / "content/rechecks.yml").write_text("<<<<<<< HEAD\na: b\n=======\n>>>>>>> x\n", "utf-8")
    done = look(here, {"/a": THERE})
    assert "rechecks.yml could not be read: it is written anew" in done.stderr
    assert list(record(here).sources) == ["post"]


def test_what_is_no_public_address_is_not_asked(here: Path) -> None:
    text = (BASE / "content/sources/post.yml").read_text("utf-8")
    (here / "content/sources/post.yml").write_text(text.replace(URL, "http://127.0.0.1/a"), "utf-8")
    done = run()
    assert done.exit_code == 0
    assert "the address may not be asked" in done.stderr
    assert "not on the public internet" in done.stderr


def test_a_source_that_is_not_there(here: Path) -> None:
    done = run("pots")
    assert done.exit_code == 2
    assert "there is no source 'pots'. Did you mean 'post'?" in done.stderr
    assert run("--write").exit_code == 2


LISTED = """<{at}/a>; rel="original",
<https://archive.example/20310402000000/a>; rel="memento"; datetime="Wed, 02 Apr 2031 10:00:00 GMT",
<https://archive.example/20310406000000/a>; rel="memento"; datetime="Sun, 06 Apr 2031 10:00:00 GMT"
"""


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_copy_is_found_and_put_into_the_source(here: Path, ends: str) -> None:
    file = here / "content/sources/post.yml"
    text = "# Mine\n" + (BASE / "content/sources/post.yml").read_text("utf-8")
    text = text.replace(URL, f"{URL}  # the second edition").replace("\n", ends)
    file.write_bytes(text.encode())
    with serving({f"/map/{URL}": reply(LISTED, content_type="application/link-format")}) as (
        port, _,
    ):  # fmt: skip
        how = ("--find-copies", "--allow-private", "--port", str(port))
        maps = ("--timemap", f"http://127.0.0.1:{port}/map/{{url}}")
        done = run(*how, *maps)
        assert done.exit_code == 0, done.stderr
        assert "post: https://archive.example/20310406000000/a (2031-04-06)" in done.stderr
        assert file.read_bytes() == text.encode()
        assert run(*how, *maps, "--write").exit_code == 0
        assert run(*how, "--timemap", "http://127.0.0.1/none").exit_code == 2
    line = f"{URL}  # the second edition{ends}"
    added = f"archive_url: https://archive.example/20310406000000/a{ends}"
    assert file.read_bytes() == text.replace(line, f"{line}{added}").encode()


def test_an_archive_without_a_copy_says_so(here: Path) -> None:
    with serving({}) as (port, _):
        maps = f"http://127.0.0.1:{port}/{{url}}"
        done = run("--find-copies", "--allow-private", "--port", str(port), "--timemap", maps,
                   "--format", "json")  # fmt: skip
    assert json.loads(done.stdout) == {
        "copies": [{"source": "post", "told": "the archive has no copy"}]
    }
