"""What translations leave in the index: states of files; and nothing where there are none."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.index import Store, TranslationState
from generator.passes import Checked, Options, read_content
from tests.support import BASE, DEMO, make_site

SITE = (BASE / "content/site.yml").read_text("utf-8")
ADDRESSES = """sentences:
  s.1: A bell left its belfry by night.
  k.1: It was heavy.
  s.the-night.1: The bell was gone.
"""
FRENCH = """texts:
  title:
    original: Who took the bell?
    text: Qui a pris la cloche ?
  section.the-night:
    original: The night
    text: La nuit
  s.1:
    original: A bell left its tower by night.
    text: Une cloche a quitté son clocher de nuit.
  s.the-night.4:
    original: The rope was cut.
    text: La corde était coupée.
"""
FILES = {
    "content/site.yml": SITE.replace("language: en", "language: en\nlanguages: [fr]"),
    "content/stories/bell/addresses.yml": ADDRESSES,
    "content/stories/bell/story.fr.yml": FRENCH,
    "content/sources/post.fr.yml": "texts:\n  post-weight.words:\n"
    "    original: It weighed some 900 kilograms\n    text: Elle pesait 900 kilogrammes\n",
    "content/glossary/belfry.fr.yml": "texts:\n  term: {original: belfry, text: beffroi}\n",
}


def read(site: Path, store: Store, language: str = "") -> Checked:
    return read_content(site, "content", store, Options(language=language))


def states(checked: Checked) -> Mapping[str, TranslationState]:
    tables = map(checked.index().table, ("translation", "source translation"))
    return {key: state for table in tables for key, state in table.items()}


def test_a_site_without_translations_has_no_rows_of_them(tmp_path: Path) -> None:
    store = Store(tmp_path / "index")
    checked = read(DEMO, store)
    assert not checked.problems
    assert store.keys("translations") == store.keys("translated") == {}
    index = checked.index()
    for table in ("translation", "source translation", "translated source", "translated term"):
        assert list(index.table(table)) == []


def test_the_index_knows_how_far_each_file_is(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", FILES)
    checked = read(site, Store(tmp_path / "index"))
    assert {each.code for each in checked.problems} == {"stale-translation", "leftover-translation"}
    found = states(checked)
    assert set(found) == {"story/fr/bell", "source/fr/post", "term/fr/belfry"}
    assert found["story/fr/bell"] == TranslationState(
        kind="story", id="bell", language="fr", translated=3, stale=1, missing=2, left_over=1
    )


def test_a_language_has_an_index_of_its_own(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", FILES)
    own = read(site, Store(tmp_path / "own")).index()
    french = read(site, Store(tmp_path / "french"), "fr")
    assert not french.problems
    index = french.index()
    assert (own.documents["bell"].story.title, index.documents["bell"].story.title) == (
        "Who took the bell?",
        "Qui a pris la cloche ?",
    )
    cited = [
        [(each.anchor, each.quotations) for each in one.documents["bell"].statements()]
        for one in (own, index)
    ]
    assert cited[0] == cited[1]
    words = [one.quotations["post-weight"].quotation for one in (own, index)]
    assert [each.exact for each in words] == ["It weighed some 900 kilograms"] * 2
    assert [each.translation for each in words] == [None, "Elle pesait 900 kilogrammes"]
    assert index.settings.language == "fr"
    assert index.terms["belfry"].term.term == "beffroi"


def test_what_changes_in_the_original_is_told_of_the_translation(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", FILES)
    store = Store(tmp_path / "index")
    read(site, store)
    path = site / "content/stories/bell/story.yml"
    path.write_text(path.read_text("utf-8").replace("title: The night", "title: That night"))
    told = [each.message for each in read(site, store).problems]
    assert "the original of 'section.the-night' has changed: [-The-] {+That+} night" in told


PIECES = st.sampled_from(
    [*FRENCH.splitlines(keepends=True), "  s.1: {}\n", "aliases: [a, b]\n", "texts:\n", "  - x\n",
     "    text: |\n", "      zwei\n      Zeilen\n", "\t", "\x00", "\u202e", "[@post-weight]", "<b>",
     "«", "*", "[a](javascript:b)", "    now: 5 April 2031\n",
     "'", '"', ": ", "&a", "&#0;", "é" * 200]
)  # fmt: skip


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.sampled_from(sorted(each for each in FILES if ".fr." in each)), st.lists(PIECES))
def test_whatever_stands_in_a_file_of_translations_it_is_told_where(
    tmp_path: Path, name: str, pieces: list[str]
) -> None:
    with TemporaryDirectory(dir=tmp_path) as folder:
        site = make_site(Path(folder) / "site", {**FILES, name: "".join(pieces)})
        told = read(site, Store(Path(folder) / "own")).problems
        kept = "content/stories/bell/story.fr.yml"
        assert {each.place.file for each in told} <= {name, kept}
        assert not read(site, Store(Path(folder) / "french"), "fr").problems
