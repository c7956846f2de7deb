"""Fixes: what is offered, what is not, and that nothing gets worse by them."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostics import Severity
from generator.diagnostics.record import certain_match
from generator.fixes import FileChangedError, FixResult, plan_fixes, unified_diff, write_fixes
from generator.passes.comparing import examine
from tests.sites import files_of
from tests.support import BASE, EVERYTHING, TESTS, make_site

SITE = "content/site.yml"
SOURCE = "content/sources/post.yml"
STORY = "content/stories/bell/story.yml"
LOCK = "content/quotations.lock.yml"


def fixed(folder: Path, changes: dict[str, list[tuple[str, str]]], **options: object) -> FixResult:
    """Break the small site in `folder` by replacing texts, and plan its fixes."""
    make_site(folder)
    for name, pairs in changes.items():
        path = folder / name
        text = path.read_bytes().decode()
        for old, new in pairs:
            assert old in text, old
            text = text.replace(old, new)
        path.write_bytes(text.encode())
    return plan_fixes(folder, **options)  # type: ignore[arg-type]


def good(name: str) -> bytes:
    return (BASE / name).read_bytes()


PLACE = "participations: []\nplaces:\n  - id: tower\n    name: The tower\n    country: NL\n"

BROKEN = [
    ("unknown-key", SITE, "description:", "descripton:"),
    ("unknown-value", SOURCE, "kind: news-report", "kind: news-raport"),
    ("unknown-value", SOURCE, "kind: news-report", "kind: News_Report"),
    ("unknown-value", STORY, "status: published", "status: 'publshed'"),
    ("bad-date", STORY, "published: 2031-05-01", "published: 1 May 2031"),
    ("bad-date", STORY, "published: 2031-05-01", "published: May 1st, 2031"),
    ("bad-date", STORY, "published: 2031-05-01", "published: 2031/5/1  # when it came out"),
    ("bad-date", STORY, "published: 2031-05-01", "published: 1. května 2031"),
    ("bad-language", SITE, "language: en", "language: English"),
    ("bad-language", SITE, "language: en", "language: Engels"),
    ("tab", SITE, "  name:", "\tname:"),
    ("yaml-syntax", SOURCE, "  - id: post-weight", "  – id: post-weight"),
    ("yaml-syntax", SOURCE, "  - id:", "  —\u00a0id:"),
    ("yaml-syntax", SOURCE, "    exact: It", "\u00a0\u00a0\u00a0\u00a0exact: It"),
    ("yaml-syntax", SOURCE, "publisher: ", "publisher:"),
    ("unknown-citation", STORY, "gone. [@post-vanished]", "gone. [@post-vanishd]"),
    ("bad-citation", STORY, "gone. [@post-vanished]", "gone. [post-vanished]"),
    ("bad-citation", STORY, "gone. [@post-vanished]", "gone. (@post-vanished)"),
    ("tab", SOURCE, "some 900", "some\t900"),
    ("changed-quotation", SOURCE, "vanished by", "vanished\u00a0by"),
    ("unverified-quotation", LOCK, "  post-weight:", "  post-mass:"),
]


@pytest.mark.parametrize(("code", "name", "was", "now"), BROKEN)
def test_what_has_one_right_answer_is_mended(
    tmp_path: Path, code: str, name: str, was: str, now: str
) -> None:
    result = fixed(tmp_path, {name: [(was, now)]}, prose=True)
    assert [each.code for each in result.made] == [code]
    assert result.remaining == ()
    assert list(result.files) == [name]
    wanted = good(name)
    if "#" in now:
        wanted = wanted.replace(b"2031-05-01", b"2031-05-01  # when it came out")
    if now.endswith("'publshed'"):
        wanted = wanted.replace(b"status: published", b"status: 'published'")
    assert result.files[name][1] == wanted


def test_what_may_stand_in_a_source_by_a_wrong_name_is_no_misspelling(tmp_path: Path) -> None:
    make_site(tmp_path, {"content/sources/gull.yml.txt": "quotations:\n  - id: post-vanishes\n"})
    story = tmp_path / STORY
    text = story.read_text("utf-8")
    story.write_text(text.replace("@post-vanished", "@post-vanishes"), "utf-8")
    result = plan_fixes(tmp_path, prose=True)
    assert result.files == {}
    assert [each.code for each in result.remaining if each.code == "misnamed-file"]


@pytest.mark.parametrize(
    ("name", "was", "now"),
    [
        (SOURCE, "kind: news-report", "kind: hearsay"),
        (STORY, "published: 2031-05-01", "published: 04/05/2031"),
        (STORY, "published: 2031-05-01", "published: listopad 2031"),
        (STORY, "published: 2031-05-01", "published: 31 April 2031"),
        (SITE, "language: en", "language: Englis"),
        (STORY, "published: 2031-05-01", "published: 5 April 31"),
        (SITE, "description:", "description: Two\ndescripton:"),
        (SITE, "description:", "descripton: One\ndescriptio:"),
        (SITE, "description:", "descripton: One\ndescription:"),
        (STORY, "[@post-vanished]", "[@post-1900]"),
        (SOURCE, "some 900", "some 800"),
        (SOURCE, "vanished by night", "Vanished by night"),
    ],
)
def test_where_there_is_doubt_nothing_is_done(
    tmp_path: Path, name: str, was: str, now: str
) -> None:
    result = fixed(tmp_path, {name: [(was, now)]}, prose=True)
    assert result.files == {}
    assert result.remaining


@pytest.mark.parametrize(
    ("case", "before", "after"),
    [
        ("misplaced-place/swapped", b"latitude: 4.31", b"latitude: 52.08"),
        ("unknown-country/alias", b"country: UK", b"country: GB"),
        ("unknown-country/name", b"country: Antarctica", b"country: AQ"),
        ("unknown-country/german", b"country: Deutschland", b"country: DE"),
        ("unknown-country/lower-case", b"country: aq", b"country: AQ"),
        ("unknown-reference/operation", b"operation: serch", b"operation: search"),
        ("unknown-reference/story", b"follows: bel", b"follows: bell"),
        ("bad-coordinate/comma", b"'52,08'", b"'52.08'"),
    ],
)
def test_a_case_is_mended(tmp_path: Path, case: str, before: bytes, after: bytes) -> None:
    make_site(tmp_path)
    shutil.copytree(TESTS / "cases" / case / "in", tmp_path, dirs_exist_ok=True)
    old = (tmp_path / STORY).read_bytes()
    result = plan_fixes(tmp_path)
    if case == "unknown-reference/story":
        # It would follow itself, which is an error in that very place.
        assert result.files == {}
        return
    new = result.files[STORY][1]
    assert new.split(b"\n") != old.split(b"\n")
    assert new == (
        old.replace(b"latitude: 4.31", b"latitude: @")
        .replace(b"longitude: 52.08", b"longitude: 4.31")
        .replace(b"latitude: @", b"latitude: 52.08")
        if "swapped" in case
        else old.replace(before, after)
    )


OLD = """\
operations:
  - {{id: search, name: The search, date: 2031}}
participations:
  - country: AQ
    operation: search
    roles:
      - {{role: led, text: 'It led. [@post-weight]'{disputed}}}
disagreements:
  - id: weight
    question: How heavy was it?
    kind: {kind}
    answers:
      - {{answer: '{one}'}}
      - {{answer: '{other}'}}
    reading: We do not know.
"""
HEAVY, LIGHT, BOTH = "Heavy. [@post-weight]", "Light. [@post-vanished]", "Both. [@post-weight]"


@pytest.mark.parametrize(
    ("kind", "disputed", "answers", "new"),
    [
        ("spelling", False, (HEAVY, LIGHT), "wording"),
        ("figure", False, (HEAVY, LIGHT), "difference"),
        ("effect", False, (HEAVY, BOTH), "difference"),
        ("role", True, (HEAVY, LIGHT), "contradiction"),
        ("spelling", True, (HEAVY, LIGHT), "contradiction"),
        # Nobody denies it: the editor has to choose, and to take 'disputed' away.
        ("role", True, (HEAVY, BOTH), None),
        ("list", True, (LIGHT, "No. [editor]"), None),
        ("spelling", True, (HEAVY, BOTH), None),
    ],
)
def test_an_old_kind_becomes_one_that_claims_no_more(
    tmp_path: Path, kind: str, disputed: bool, answers: tuple[str, str], new: str | None
) -> None:
    say = ", disputed: weight" if disputed else ""
    text = OLD.format(kind=kind, disputed=say, one=answers[0], other=answers[1])
    story = good(STORY).decode() + text
    make_site(tmp_path, {STORY: story})
    before = examine(tmp_path)
    assert {each.severity for each in before} == {Severity.WARNING}
    result = plan_fixes(tmp_path)
    if new is None:
        assert result.files == {}
        assert "old-kind" in [each.code for each in result.remaining]
    else:
        wanted = story.replace(f"kind: {kind}", f"kind: {new}")
        assert result.files[STORY][1].decode() == wanted
        assert not any(each.severity is Severity.ERROR for each in result.remaining)


@pytest.mark.parametrize(
    ("case", "changes"),
    [
        (
            "quoted-words/title",
            [("gone”,", "gone”{title},"), ("“belfry”", "“belfry”{word}"), ("Vanished", "vanished")],
        ),
        ("bad-tag/several", [("{titel}", "{title}"), ("” {word}", "”{word}")]),
    ],
)
def test_words_in_quotation_marks_are_mended(
    tmp_path: Path, case: str, changes: list[tuple[str, str]]
) -> None:
    make_site(tmp_path)
    shutil.copytree(TESTS / "cases" / case / "in", tmp_path, dirs_exist_ok=True)
    wanted = (tmp_path / STORY).read_text("utf-8")
    for before, after in changes:
        assert wanted.count(before) == 1
        wanted = wanted.replace(before, after)
    assert plan_fixes(tmp_path).files == {}
    assert plan_fixes(tmp_path, prose=True).files[STORY][1].decode() == wanted


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        ("It was ours. [Editor]", "It was ours. [editor]"),
        ("It was ours. [ editor ].", "It was ours. [editor]"),
        ("It was ours. [Editors]", None),
        ("It was ours. [1]", None),
        ("It was ours. [post]", None),
        ("It was ours. [post-wait]", None),
        ("A ton. [@post-weight] [Derived: 900]", "A ton. [@post-weight] [derived: 900]"),
        ("Gone. [@post-weight, @post-vanished]", "Gone. [@post-weight; @post-vanished]"),
        ("Gone. [@post-weight @post-vanished]", "Gone. [@post-weight; @post-vanished]"),
        ("Gone. [post-weight; cf. post-vanished]", "Gone. [@post-weight; cf. @post-vanished]"),
        ("Gone. [@post-weight, p. 7]", None),
    ],
)
def test_a_mark_or_a_citation_written_otherwise_is_mended(
    tmp_path: Path, written: str, mended: str | None
) -> None:
    line = "The bell was gone. [@post-vanished]"
    result = fixed(tmp_path, {STORY: [(line, written)]}, prose=True)
    if mended is None:
        assert result.files == {}
        assert "bad-citation" in [each.code for each in result.remaining]
    else:
        assert result.files[STORY][1] == good(STORY).replace(line.encode(), mended.encode())


@pytest.mark.parametrize(
    ("was", "now", "mended"),
    [
        ("title: Bell gone", "title: [Bell gone]", "title: '[Bell gone]'"),
        ("title: Bell gone", "title: [Bell] gone", "title: '[Bell] gone'"),
        ("title: Bell gone", "title: [Bell] isn't, is it?", "title: '[Bell] isn''t, is it?'"),
        ("title: Bell gone", "title: {Bell} gone", "title: '{Bell} gone'"),
        ("title: Bell gone", "title: [Bell] gone\n  for good", None),
        ("title: Bell gone", "title: [Bell, gone  # for good", None),
    ],
)
def test_a_value_that_begins_with_brackets_is_put_between_quotes(
    tmp_path: Path, was: str, now: str, mended: str | None
) -> None:
    result = fixed(tmp_path, {SOURCE: [(was, now)]}, prose=True)
    if mended is None:
        assert result.files == {}
        assert "yaml-syntax" in [each.code for each in result.remaining]
    else:
        assert mended.encode() + b"\n" in result.files[SOURCE][1]


def test_prose_is_left_alone_unless_asked_for(tmp_path: Path) -> None:
    changes = {
        STORY: [("gone. [@post-vanished]", "gone. [@post-vanishd]")],
        SITE: [("descrip", "decrip")],
    }
    result = fixed(tmp_path, changes)
    assert {each.code for each in result.made} == {"unknown-key"}
    assert [each.code for each in result.held_back] == ["unknown-citation"]
    assert list(result.files) == [SITE]
    result = plan_fixes(tmp_path, prose=True)
    assert result.held_back == ()
    assert result.remaining == ()


@pytest.mark.parametrize(
    ("lines", "is_mended"),
    [
        ("      It was gone. [@post-vanished]\n      It was heavy. [@post-weight]\n", True),
        ("      It was gone\n      by night. [@post-vanished]\n", False),
    ],
)
def test_folded_prose_is_unfolded_where_each_line_cites(
    tmp_path: Path, lines: str, is_mended: bool
) -> None:
    body = "    body: |\n      The bell was gone. [@post-vanished]\n"
    result = fixed(tmp_path, {STORY: [(body, f"    body: >-\n{lines}")]}, prose=True)
    assert bool(result.files) is is_mended
    if is_mended:
        assert f"    body: |-\n{lines}".encode() in result.files[STORY][1]
        assert result.remaining == ()


TYPESET = "“The bell vanished”, it said – by night…"


@pytest.mark.parametrize(
    "written",
    [
        "exact: >-  # as printed\n      {}\n      {}",
        "exact: {} {}",
        "exact: '{} {}'",
        "exact: {}\n      {}",
    ],
)
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ('"The bell vanished",', "it said - by night..."),
        ("„The bell vanished“,", "it said\u00a0– by\u00ad night…"),
        ("“The bell vanished”,", "it said - by night…"),
    ],
)
def test_typography_is_put_back_as_it_was_verified(
    tmp_path: Path, written: str, first: str, second: str
) -> None:
    digest = f"sha256:{hashlib.sha256(TYPESET.encode()).hexdigest()}"
    old = good(LOCK).decode()
    words = re.search(r"exact: The bell vanished by night\n    words: (\S+)", old)
    assert words
    lock = old.replace(words[0], f"exact: {TYPESET}\n    words: {digest}")
    source = good(SOURCE).decode()
    files = {LOCK: lock, SOURCE: source.replace("exact: The bell vanished by night", "@")}
    changed = written.format(first, second)
    make_site(tmp_path, {**files, SOURCE: files[SOURCE].replace("@", changed)})
    result = plan_fixes(tmp_path, prose=True)
    before = (tmp_path / SOURCE).read_text("utf-8")
    if ("\u00a0" in second and "\n" in changed) or (changed.startswith('exact: "')):
        # A space that is none joins lines that a fix leaves apart; a quote mark is YAML's own.
        assert result.files == {}
        return
    after = result.files[SOURCE][1].decode()
    assert [each.code for each in result.made] == ["changed-quotation"]
    assert result.remaining == ()
    first_wanted, second_wanted = "“The bell vanished”,", "it said – by night…"
    assert after == before.replace(first, first_wanted).replace(second, second_wanted)


def test_a_soft_hyphen_between_words_is_no_typography(tmp_path: Path) -> None:
    changes = {SOURCE: [("some 900 kilograms", "some 900\u00adkilograms")]}
    assert fixed(tmp_path, changes, prose=True).files == {}


def test_an_entry_of_the_lock_follows_only_the_one_quotation_it_can_mean(tmp_path: Path) -> None:
    again = "\n  - id: post-twice\n    exact: It weighed some 900 kilograms"
    changes = {
        LOCK: [("  post-weight:", "  post-mass:")],
        SOURCE: [("some 900 kilograms", f"some 900 kilograms{again}")],
    }
    assert fixed(tmp_path, changes, prose=True).files == {}


def test_tabs_of_two_meanings_are_left(tmp_path: Path) -> None:
    two = "  name: The Bell File editors\nlanguage"
    text = "\tname: The Bell File editors\nlanguage"
    assert fixed(tmp_path, {SITE: [(two, text)]}).files
    make_site(tmp_path)
    (tmp_path / SITE).write_text("title: |\n    a\n\tb\n")
    assert plan_fixes(tmp_path).files == {}


def test_codes_choose(tmp_path: Path) -> None:
    changes = {SITE: [("descrip", "decrip")], SOURCE: [("news-report", "news-raport")]}
    assert list(fixed(tmp_path, changes, codes=["unknown-value"]).files) == [SOURCE]
    assert len(plan_fixes(tmp_path).files) == 2


def test_what_a_mend_uncovers_is_mended_too(tmp_path: Path) -> None:
    changes = {SITE: [("  name:", "\tname:"), ("descrip", "decrip")]}
    result = fixed(tmp_path, changes)
    assert [each.code for each in result.made] == ["tab", "unknown-key"]
    assert result.remaining == ()


def test_a_mend_that_brings_an_error_is_taken_back(tmp_path: Path) -> None:
    part = (
        "  - country: {}\n    operation: search\n    roles:\n      - role: led\n        text: |\n"
    )
    part += "          They came. [@post-vanished]\n"
    story = good(STORY).decode() + (
        "operations:\n  - id: search\n    name: Search\n    date: 2031\nparticipations:\n"
    )
    files = {STORY: story + part.format("AQ") + part.format("aq")}
    make_site(tmp_path, files)
    result = plan_fixes(tmp_path)
    assert result.files == {}
    assert [each.code for each in result.remaining] == ["unknown-country"]


def test_line_ends_a_byte_order_mark_and_comments_stay(tmp_path: Path) -> None:
    text = "\ufeff# head\r\n" + good(SITE).decode().replace("\n", "\r\n").removesuffix("\r\n")
    make_site(tmp_path, {SITE: text.replace("descrip", "decrip").encode()})
    result = plan_fixes(tmp_path)
    assert result.files[SITE][1] == text.encode()
    write_fixes(tmp_path, result.files)
    assert (tmp_path / SITE).read_bytes() == text.encode()


def test_the_diff_can_be_applied(tmp_path: Path) -> None:
    make_site(tmp_path)
    head = "# a\r\n# b\n\n"
    text = head + good(SITE).decode().removesuffix("\n")
    (tmp_path / SITE).write_bytes(text.replace("descrip", "decrip").encode())
    (tmp_path / SOURCE).write_bytes(good(SOURCE).replace(b"news-report", b"news-raport"))
    files = plan_fixes(tmp_path).files
    assert len(files) == 2
    patch = "".join(f"{line}\n" for line in unified_diff(files)).encode()
    subprocess.run(["git", "apply", "-"], cwd=tmp_path, input=patch, check=True)
    assert {name: (tmp_path / name).read_bytes() for name in files} == {
        name: new for name, (_, new) in files.items()
    }


def test_a_file_that_changed_meanwhile_is_left_and_so_are_all(tmp_path: Path) -> None:
    changes = {SITE: [("descrip", "decrip")], SOURCE: [("news-report", "news-raport")]}
    result = fixed(tmp_path, changes)
    (tmp_path / SOURCE).write_bytes((tmp_path / SOURCE).read_bytes() + b"# mine\n")
    before = files_of(tmp_path)
    with pytest.raises(FileChangedError, match=r"post\.yml"):
        write_fixes(tmp_path, result.files)
    assert files_of(tmp_path) == before


def test_if_one_file_cannot_be_put_in_place_all_are_as_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changes = {SITE: [("descrip", "decrip")], SOURCE: [("news-report", "news-raport")]}
    result = fixed(tmp_path, changes)
    before = files_of(tmp_path)
    replace = Path.replace

    def once(path: Path, target: Path) -> Path:
        if path.name == ".post.yml.new":
            raise OSError(28, "No space left on device")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", once)
    assert sorted(result.files) == [SITE, SOURCE]
    with pytest.raises(OSError, match="No space"):
        write_fixes(tmp_path, dict(sorted(result.files.items())))
    assert files_of(tmp_path) == before


def test_a_link_stays_one(tmp_path: Path) -> None:
    make_site(tmp_path / "site")
    real = (tmp_path / "site" / SITE).rename(tmp_path / "site/real.yml")
    real.write_text(real.read_text().replace("descrip", "decrip"))
    (tmp_path / "site" / SITE).symlink_to(real)
    write_fixes(tmp_path / "site", plan_fixes(tmp_path / "site").files)
    assert (tmp_path / "site" / SITE).is_symlink()
    assert real.read_bytes() == good(SITE)


def test_what_lies_behind_a_linked_folder_is_read_and_left(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    (site / "content/stories/bell").rename(site / "elsewhere")
    (site / "content/stories/bell").symlink_to(site / "elsewhere")
    assert plan_fixes(site).remaining == ()
    story = site / "elsewhere/story.yml"
    story.write_text(story.read_text().replace("status: pub", "status: pbu"))
    result = plan_fixes(site)
    assert result.files == {}
    assert [each.code for each in result.remaining] == ["unknown-value"]


def test_a_file_that_cannot_be_read_is_told_as_ever(tmp_path: Path) -> None:
    make_site(tmp_path)
    (tmp_path / SITE).unlink()
    (tmp_path / SITE).symlink_to("nowhere.yml")
    (tmp_path / SOURCE).unlink()
    os.mkfifo(tmp_path / SOURCE)
    (tmp_path / STORY).write_bytes(bytes(300_001))
    assert list(plan_fixes(tmp_path).remaining) == examine(tmp_path)
    told = {each.code for each in examine(tmp_path)}
    assert told >= {"unreadable-file", "not-a-file", "too-large"}


def test_a_name_in_a_bad_file_may_be_the_one_that_is_meant(tmp_path: Path) -> None:
    other = good(SOURCE).replace(b"post-", b"mail-").replace(b"kind: news-report\n", b"")
    make_site(tmp_path, {"content/sources/mail.yml": other})
    story = tmp_path / STORY
    story.write_text(story.read_text().replace("@post-weight", "@post-wieght"))
    assert plan_fixes(tmp_path, prose=True).files == {}


MUTATIONS = [(name, was, now) for _, name, was, now in BROKEN] + [
    (STORY, "status: published", "satus: published"),
    (STORY, "[@post-weight]", "[@post-wieght]"),
    (STORY, "[@post-weight]", "[@nonsense]"),
    (STORY, "\n", "\r\n"),
    (STORY, "body: |", "body: >"),
    (STORY, "  - id:", "  -\tid:"),
    (SOURCE, "  - id:", "\t- id:"),
    (SOURCE, "exact:", "exact :"),
    (SOURCE, "post-weight", "post-wait"),
    (SOURCE, "    exact", "     exact"),
    (SITE, "name:", "nmae:"),
    (SITE, "publisher:", "publisher: {name: x}\npublishr:"),
    (LOCK, "post-vanished", "post-vanish"),
    ("content/glossary/belfry.yml", "kind: concept", "kind: concpt"),
    ("content/glossary/belfry.yml", "term: belfry", "tern: belfry\nsee_also: [belfy]"),
]


@pytest.mark.sampled
@settings(max_examples=60 if EVERYTHING else 15)
@given(
    chosen=st.lists(st.sampled_from(MUTATIONS), min_size=1, max_size=5, unique=True),
    prose=st.booleans(),
)
def test_fixing_never_makes_it_worse(chosen: list[tuple[str, str, str]], prose: bool) -> None:
    with tempfile.TemporaryDirectory() as name:
        site = make_site(Path(name) / "site")
        for file, was, now in chosen:
            path = site / file
            path.write_bytes(path.read_bytes().decode().replace(was, now).encode())
        before, problems = files_of(site), examine(site)
        result = plan_fixes(site, prose=prose)
        assert files_of(site) == before, "planning writes nothing"
        write_fixes(site, result.files)
        after, left = files_of(site), examine(site)
        assert left == list(result.remaining)
        assert {file for file in after if after[file] != before[file]} == set(result.files)
        assert after.keys() == before.keys()
        assert plan_fixes(site, prose=prose).files == {}
        # No error stands where something was fixed that did not stand there before.
        known = {(each.code, each.message) for each in problems}
        mended_lines = {
            (edit.place.file, edit.place.line, edit.place.column)
            for each in result.made
            for edit in each.fix
        }
        for each in left:
            place = (each.place.file, each.place.line, each.place.column)
            if each.severity is Severity.ERROR and (each.code, each.message) not in known:
                assert place not in mended_lines
        for file, (old, new) in result.files.items():
            assert old.count(b"\n") == new.count(b"\n")
            assert old.count(b"\r") == new.count(b"\r"), file


@pytest.mark.parametrize(
    ("typed", "known", "one"),
    [
        ("serch", ["search", "rumour"], "search"),
        ("News-Report", ["news-report", "other"], "news-report"),
        ("afp-2018", ["afp-2019"], None),
        ("post-wait", ["post-weight"], None),
        ("bell-one", ["bell-ones", "bell-on"], None),
        ("bells", ["bell", "belle"], None),
        ("no", ["on"], None),
        ("x", [], None),
    ],
)
def test_a_name_is_meant_only_without_doubt(typed: str, known: list[str], one: str | None) -> None:
    assert certain_match(typed, known) == one


@pytest.mark.parametrize(
    ("exact", "becomes"),
    [
        ("The bell [was stolen] by night", "The bell […] [was stolen] by night"),
        ("[It] vanished by [day], and nobody", "[It] vanished by […] [day], and nobody"),
    ],
)
def test_an_insertion_that_hid_words_gets_an_omission(
    tmp_path: Path, exact: str, becomes: str
) -> None:
    folder = make_site(tmp_path / "site")
    source, lock = folder / SOURCE, folder / LOCK
    was = "The bell vanished by night"
    for path in (source, lock):
        path.write_text(path.read_text("utf-8").replace(was, f'"{exact}"'), "utf-8")
    old, new = (hashlib.sha256(words.encode()).hexdigest() for words in (was, exact))
    lock.write_text(lock.read_text("utf-8").replace(old, new), "utf-8")
    assert [d.code for d in examine(folder)] == ["old-lock"]
    assert not plan_fixes(folder).files, "words of a quotation are prose"
    done = plan_fixes(folder, prose=True)
    assert [d.code for d in done.made] == ["bad-mark"]
    assert f'exact: "{becomes}"'.encode() in done.files[SOURCE][1]


def test_dots_that_left_words_out_become_the_mark_of_an_omission(tmp_path: Path) -> None:
    folder = make_site(tmp_path / "site")
    source = folder / SOURCE
    text = source.read_text("utf-8")
    source.write_text(text.replace("The bell vanished", "The bell …"), "utf-8")
    done = plan_fixes(folder, prose=True)
    assert [d.code for d in done.made] == ["bad-mark"]
    assert done.files[SOURCE][1].decode() == text.replace("The bell vanished", "The bell […]")
