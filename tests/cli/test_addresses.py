"""`explainer addresses`: what changes is shown, then recorded, and links last."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from generator.authoring.addresses import AddressesError, addresses_text
from generator.cli import explainer
from generator.load import document_from
from generator.load.parse import BAD_CHARACTER
from generator.model import Addresses, GoneSentence
from generator.resolve.addresses import recorded_words
from generator.validate import validate_document
from tests.compiled import compile_site
from tests.sites import read_html
from tests.support import codes, make_site

STORY = "content/stories/bell/story.yml"
FILE = "content/stories/bell/addresses.yml"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = make_site(tmp_path / "site", {"mkdocs.yml": "site_name: x\nplugins: [explainer]\n"})
    assert run(folder, "--write").exit_code == 0
    return folder


def run(site: Path, *arguments: str) -> Result:
    options = [*arguments, "--config-file", str(site / "mkdocs.yml")]
    return CliRunner().invoke(explainer, ["addresses", *options], env={"NO_COLOR": "1"})


def record(site: Path) -> Addresses:
    document, problems = document_from((site / FILE).read_bytes(), FILE, "bell")
    assert document is not None
    model, wrong = validate_document(document, Addresses)
    assert (problems, wrong) == ([], [])
    assert model is not None
    return model


def edit(site: Path, *changes: tuple[str, str]) -> None:
    path = site / STORY
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, "utf-8")


def ids(site: Path) -> list[str]:
    pages = {page.address: page for page in compile_site(site).rendered.pages}
    html = "".join(getattr(block, "html", "") for block in pages["stories/bell"].blocks)
    return read_html(html).ids


def test_the_first_record_changes_no_address(site: Path) -> None:
    assert list(record(site).sentences) == ["s.1", "k.1", "s.the-night.1"]
    recorded = compile_site(site)
    (site / FILE).unlink()
    positions = compile_site(site)
    assert recorded.diagnostics == positions.diagnostics == ()
    assert recorded.rendered.pages == positions.rendered.pages
    assert recorded.rendered.files == positions.rendered.files


def test_changes_are_shown_and_written_only_on_demand(site: Path) -> None:
    before = (site / FILE).read_bytes()
    edit(
        site, ("      The bell was gone.", "      It was dark. [editor]\n      The bell was gone.")
    )
    assert codes(compile_site(site)) == ["stale-addresses"]
    shown = run(site)
    assert shown.exit_code == 1
    assert "new: s.the-night.2: It was dark." in shown.stderr
    assert (site / FILE).read_bytes() == before
    written = run(site, "bell", "--write")
    assert written.exit_code == 0
    assert list(record(site).sentences) == ["s.1", "k.1", "s.the-night.2", "s.the-night.1"]
    assert codes(compile_site(site)) == []
    again = run(site)
    assert (again.exit_code, again.stderr) == (0, "All addresses are recorded.\n")


def test_what_a_build_shows_is_what_is_recorded_then(site: Path) -> None:
    edit(
        site,
        ("      The bell was gone.", "      It was dark. [editor]\n      The bells were gone."),
        ("  It was heavy. [@post-weight]", "  Nobody saw it. [editor]"),
    )
    before = ids(site)
    assert run(site, "--write").exit_code == 0
    assert ids(site) == before
    assert {"s.the-night.1", "s.the-night.2", "k.1", "k.2"} <= set(before)


def test_the_old_address_of_what_is_gone_is_on_the_page(site: Path) -> None:
    edit(
        site,
        ("  It was heavy. [@post-weight]", "  It was heavy. [@post-weight]\n  Light. [editor]"),
    )
    run(site, "--write")
    edit(site, ("\n  Light. [editor]", ""))
    shown = run(site)
    assert "gone: k.2, which leads to k.1: Light." in shown.stderr
    run(site, "--write")
    compiled = compile_site(site)
    (page,) = [page for page in compiled.rendered.pages if page.address == "stories/bell"]
    html = "".join(getattr(block, "html", "") for block in page.blocks)
    assert re.search(r' id="k.1"[^>]*><span class="sx-former" id="k.2"></span>It was heavy.', html)
    assert codes(compiled) == []


def test_a_rewording_is_proposed_and_may_be_refused(site: Path) -> None:
    edit(site, ("A bell left its belfry by night.", "A bell left the belfry by night."))
    shown = run(site, "bell")
    assert "reworded: s.1" in shown.stderr
    assert "--replaced ADDRESS" in shown.stderr
    apart = run(site, "bell", "--replaced", "s.1", "--write")
    assert "new: s.2" in apart.stderr
    assert record(site).gone["s.1"].now == "s.2"


def test_a_corrected_sentence_keeps_its_address_and_names_it(site: Path) -> None:
    now = "Nobody has weighed it since the fire."
    said = f"corrections:\n  - {{date: 2031-05-02, was: It was heavy., now: {now}, why: No.}}\n"
    edit(site, ("  It was heavy.", f"  {now}"), ("sections:", f"{said}sections:"))
    assert "corrected: k.1" in run(site, "--write").stderr
    compiled = compile_site(site)
    assert compiled.site
    (story,) = compiled.site.told
    assert [each.statements for each in story.corrections] == [("k.1",)]
    assert not {"unknown-reference", "stale-addresses"} & set(codes(compiled))


def test_all_that_the_site_knows_of_a_sentence_has_its_address(site: Path) -> None:
    edit(
        site, ("      The bell was gone.", "      It was dark. [editor]\n      The bell was gone.")
    )
    compiled = compile_site(site)
    assert compiled.site
    (story,) = compiled.site.told
    anchors = {each.anchor for each in story.statements()}
    assert anchors == {"s.1", "k.1", "s.the-night.1", "s.the-night.2"}
    for note in (*story.footnotes, *story.timeline_footnotes, *story.map_footnotes):
        assert set(note.cited_by) <= anchors
    uses = [use for found in compiled.site.uses.values() for use in found if use.slug == "bell"]
    assert {use.anchor for use in uses} == {"s.1", "k.1", "s.the-night.1"}
    assert set(compiled.site.reviews["bell"].states) == {"s.1", "k.1", "s.the-night.1"}
    assert [s.anchor for s in story.statements() if s.editor] == ["s.the-night.2"]


def test_a_moved_sentence_is_exported_where_it_stands(site: Path) -> None:
    edit(
        site, ("  It was heavy. [@post-weight]\n", "  The bell was gone. [@post-vanished]\n"),
        ("      The bell was gone. [@post-vanished]", "      It was heavy. [@post-weight]"),
    )  # fmt: skip
    assert "in another order" in run(site, "--write").stderr
    files = {file.path: file.data for file in compile_site(site).rendered.files}
    (table,) = (data for path, data in files.items() if path.endswith("statements.csv"))
    rows = [row.split('","')[:2] for row in table.decode().splitlines()]
    assert ['"k.1', "the-night"] in rows
    assert ['"s.the-night.1', "key-points"] in rows


def test_drafts_are_left_alone_until_they_are_named(site: Path) -> None:
    edit(site, ("status: published", "status: draft"))
    (site / FILE).unlink()
    assert run(site, "--write").exit_code == 0
    assert not (site / FILE).exists()
    assert run(site, "bell", "--write").exit_code == 0
    assert (site / FILE).exists()


@pytest.mark.parametrize(
    ("path", "text", "code"),
    [
        (FILE, "sentences:\n<<<<<<< HEAD\n  s.1: It was.\n=======\n", "merge-conflict"),
        (FILE, "sentences:\n  s.1: It was.\n  s.1: It is.\n", "duplicate-key"),
        (FILE, "sentences: []\n", "wrong-type"),
        (FILE, "sentences: &a\n  s.1: *a\n", "yaml-feature"),
        (FILE, "# so many\n" * 110_000, "too-large"),
        (STORY, "title: x\n", "missing-key"),
    ],
)
def test_what_cannot_be_read_is_told_and_left(site: Path, path: str, text: str, code: str) -> None:
    (site / path).write_text(text, "utf-8")
    before = (site / FILE).read_bytes()
    done = run(site, "--write")
    assert done.exit_code == 1
    assert f"error {code}" in done.stderr
    assert (site / FILE).read_bytes() == before
    assert code in codes(compile_site(site))


def test_prose_that_cannot_be_read_records_nothing(site: Path) -> None:
    before = (site / FILE).read_bytes()
    edit(site, ("key_points: |", "key_points: >"))
    done = run(site, "--write")
    assert done.exit_code == 1
    assert "folded-prose" in done.stderr
    assert (site / FILE).read_bytes() == before


def test_a_link_that_leads_out_is_not_followed(site: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yml"
    outside.write_text("sentences: {}\n", "utf-8")
    (site / FILE).unlink()
    (site / FILE).symlink_to(outside)
    done = run(site, "--write")
    assert done.exit_code == 1
    assert "outside-link" in done.stderr
    assert outside.read_text("utf-8") == "sentences: {}\n"


@pytest.mark.parametrize("slug", ["nothing", "../bell", "..", "bell/../bell"])
def test_a_story_that_is_none_is_told(site: Path, slug: str) -> None:
    done = run(site, slug, "--write")
    assert done.exit_code == 2
    assert f"there is no story '{slug}'" in done.stderr


def test_an_address_that_is_none_is_told(site: Path) -> None:
    assert "needs the SLUG" in run(site, "--replaced", "s.1").stderr
    done = run(site, "bell", "--replaced", "s.9")
    assert done.exit_code == 2
    assert "'bell' has no recorded sentence 's.9'" in done.stderr


def test_two_branches_that_add_sentences_elsewhere_are_merged(site: Path) -> None:
    def git(*arguments: str) -> subprocess.CompletedProcess[str]:
        who = ("-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false")
        return subprocess.run(
            ["git", *who, *arguments], cwd=site, capture_output=True, text=True, check=False
        )

    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("commit", "-qm", "first")
    git("checkout", "-qb", "other")
    edit(site, ("  A bell left its", "  It was dark. [editor]\n  A bell left its"))
    run(site, "--write")
    git("commit", "-qam", "other")
    git("checkout", "-q", "main")
    edit(
        site,
        ("      The bell was gone. [@post-vanished]",
         "      The bell was gone. [@post-vanished]\n      Nobody woke. [editor]"),
    )  # fmt: skip
    run(site, "--write")
    git("commit", "-qam", "main")
    merged = git("merge", "-q", "--no-edit", "other")
    assert merged.returncode == 0, merged.stdout
    assert list(record(site).sentences) == ["s.2", "s.1", "k.1", "s.the-night.1", "s.the-night.2"]
    assert run(site).exit_code == 0


TEXTS = st.text(max_size=60).map(recorded_words).filter(lambda text: text.strip())


@given(st.lists(TEXTS, max_size=4, unique=True))
def test_every_sentence_is_written_so_that_it_is_read_back(texts: list[str]) -> None:
    sentences = {f"s.{at}": text for at, text in enumerate(texts, 1)}
    gone = {"k.1": GoneSentence(of="1234567890123456", now="s.1")} if texts else {}
    made = Addresses.model_construct(sentences=sentences, gone=gone)
    assert not any(BAD_CHARACTER.search(text) for text in texts)
    try:
        text = addresses_text(made, "bell")
    except AddressesError:
        assert not texts
        return
    document, problems = document_from(text, "addresses.yml", "bell")
    assert document is not None
    assert problems == []
    assert validate_document(document, Addresses)[0] == made
