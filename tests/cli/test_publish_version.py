"""`explainer publish-version`: what a story says is kept, and nothing that was kept is changed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator import files
from generator.authoring import history as authoring
from generator.cli import explainer
from tests.compiled import compile_site
from tests.support import codes, make_site

STORY = "content/stories/bell/story.yml"
FILE = "content/history/bell.yml"
CONFIG = "site_name: x\ndocs_dir: content/pages\ntheme: material\nplugins: [explainer]\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    made = {"mkdocs.yml": CONFIG, "content/pages/about.md": "# About\n"}
    folder = make_site(tmp_path / "site", made)
    assert run(folder, "addresses", "--write").exit_code == 0
    return folder


def run(site: Path, *arguments: str) -> Result:
    options = [*arguments, "--config-file", str(site / "mkdocs.yml")]
    return CliRunner().invoke(explainer, options, env={"NO_COLOR": "1"})


def publish(site: Path, *arguments: str) -> Result:
    return run(site, "publish-version", *arguments)


def edit(site: Path, *changes: tuple[str, str]) -> None:
    path = site / STORY
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, "utf-8")


def test_a_version_is_added_and_nothing_before_it_is_changed(site: Path) -> None:
    first = publish(site, "bell", "--note", "First published: at last.")
    assert first.exit_code == 0
    assert "version 1 is what was published on 2031-05-01" in first.stderr
    assert codes(compile_site(site)) == []
    path = site / FILE
    path.write_text(path.read_text("utf-8") + "  # Kept for the record.\n", "utf-8")
    before = path.read_bytes()
    again = publish(site, "--all")
    assert (again.exit_code, again.stderr) == (0, "bell: it says what version 1 says\n")
    edit(
        site,
        ("It was heavy.", "It was very heavy."),
        ("2031-05-01", "2031-05-01\nupdated: 2031-05-09"),
    )
    assert codes(compile_site(site)) == ["unrecorded-version", "stale-addresses"]
    refused = publish(site, "bell")
    assert refused.exit_code == 2
    assert "run 'explainer addresses bell --write' first" in refused.stderr
    assert run(site, "addresses", "--write").exit_code == 0
    assert codes(compile_site(site)) == ["unrecorded-version"]
    shown = publish(site, "bell", "--dry-run")
    assert shown.exit_code == 1
    assert path.read_bytes() == before
    done = publish(site, "bell")
    assert done.exit_code == 0
    for line in ("changed: k.1", "was: It was heavy. [@post-weight]", "no correction of the story"):
        assert line in shown.stderr
        assert line in done.stderr
    assert path.read_bytes().startswith(before)
    assert "  - date: 2031-05-09\n" in path.read_text("utf-8")[len(before) :]
    assert codes(compile_site(site)) == []


def test_a_change_that_a_correction_tells_is_no_question(site: Path) -> None:
    assert publish(site, "bell").exit_code == 0
    edit(site, ("It was heavy.", "It was light."))
    with (site / STORY).open("a", encoding="utf-8") as story:
        story.write(
            "corrections:\n"
            "  - {date: 2031-05-02, was: It was heavy., now: It was light., why: So.}\n"
        )
    assert run(site, "addresses", "--write").exit_code == 0
    done = publish(site, "bell")
    assert "changed: k.1" in done.stderr
    assert "no correction" not in done.stderr
    # The editor has not said that the story is of another day.
    assert "the same date" in done.stderr


def test_what_cannot_be_is_refused(site: Path) -> None:
    for arguments, why in (
        (("bell", "--date", "2031-04-30"), "2031-04-30 is before 2031-05-01, when the story"),
        (("bell", "--date", "May"), "'May' is not a date"),
        (("bell", "--note", "a\u202eb"), "U+202E"),
        (("flute",), "there is no story 'flute'"),
        ((), "name the stories"),
        (("bell", "--all"), "name the stories"),
    ):
        refused = publish(site, *arguments)
        assert refused.exit_code == 2
        assert why in refused.stderr
        assert not (site / FILE).exists()


def test_the_date_never_goes_back(site: Path) -> None:
    assert publish(site, "bell", "--date", "2031-06").exit_code == 0
    edit(site, ("[@post-weight]", "[@post-weight; @post-vanished]"))
    refused = publish(site, "bell", "--date", "2031-05-31")
    assert "2031-05-31 is before 2031-06, the date of the last version" in refused.stderr
    # What a sentence cites is a part of what it says.
    assert "changed: k.1" in publish(site, "bell", "--date", "2031-06-01").stderr


def test_a_draft_and_a_site_with_errors_have_no_versions(site: Path) -> None:
    edit(site, ("status: published", "status: draft"))
    assert "is a draft" in publish(site, "bell").stderr
    edit(site, ("status: draft", "status: published"), ("[@post-weight]", "[@post-wight]"))
    refused = publish(site, "bell")
    assert refused.exit_code == 1
    assert re.search(r"story\.yml:\d+:\d+: error unknown-citation", refused.stderr)
    assert not (site / FILE).exists()


def test_an_earlier_text_begins_a_history(site: Path, tmp_path: Path) -> None:
    earlier = tmp_path / "earlier.yml"
    text = (site / STORY).read_text("utf-8")
    old = text.replace("It was heavy.", "It was quite heavy.").replace(
        "key_points: |\n", "key_points: |\n  Nobody rang it by day. [editor]\n"
    )
    earlier.write_text(old, "utf-8")
    before = run(site, "addresses")
    done = publish(site, "bell", "--earlier", str(earlier), "--date", "2031-05-01")
    assert done.exit_code == 0, done.stderr
    # The sentences of now have the addresses that they had, and nothing new leads to them.
    assert run(site, "addresses").stderr == before.stderr == "All addresses are recorded.\n"
    record = (site / "content/stories/bell/addresses.yml").read_text("utf-8")
    assert 'now: k.1, unlinked: "true"}' in record
    made = compile_site(site)
    assert codes(made) == ["unrecorded-version"]
    (page,) = (each for each in made.rendered.pages if each.address == "stories/bell")
    assert "sx-former" not in "".join(getattr(block, "html", "") for block in page.blocks)
    assert publish(site, "bell", "--date", "2031-05-02").exit_code == 0
    written = (site / FILE).read_text("utf-8")
    assert "k.1: It was quite heavy. [@post-weight]" in written
    assert written.index("k.2: Nobody rang it by day.") < written.index("- k.2")
    assert codes(compile_site(site)) == []
    twice = publish(site, "bell", "--earlier", str(earlier))
    assert "nothing can be put before it" in twice.stderr


def test_a_disk_that_fails_leaves_what_was_there(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert publish(site, "bell").exit_code == 0
    before = (site / FILE).read_bytes()
    edit(site, ("[@post-weight]", "[@post-weight; @post-vanished]"))

    def fail(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device", str(target))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", fail)
        with pytest.raises(OSError, match="No space left"):
            authoring.publish_version(site, "content", "bell")
    assert (site / FILE).read_bytes() == before
    assert sorted(each.name for each in (site / FILE).parent.iterdir()) == ["bell.yml"]
    assert publish(site, "bell").exit_code == 0
    assert files.read_file(site / FILE, inside=site, at_most=10_000).startswith(before)
