"""Everything on a site can be found by its own words, and leads to where it stands."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.folding.words import words
from generator.prose import plain_text
from generator.render.links import Links
from generator.render.search import FOLDER, search_data
from generator.render.search.entries import Entry, Place, Row
from generator.resolve import flat
from tests.compiled import Compiled
from tests.render.search.reader import Reader, read_call
from tests.support import DEMO, ROOT, clean, page_html

NAMES = re.compile(r"(?:start|(?:words|texts|spelling|endings)/\d+)")


def files(compiled: Compiled) -> dict[str, bytes]:
    """The search's files."""
    return {f.path: f.data for f in compiled.rendered.files if f.path.startswith(f"{FOLDER}/")}


@pytest.fixture(scope="module")
def found(compiled_demo: Compiled) -> Reader:
    return Reader(files(compiled_demo))


@pytest.fixture(scope="module")
def real() -> dict[str, bytes]:
    """The files of this repository's site."""
    return files(clean(ROOT))


@pytest.mark.parametrize("which", ["demo", "real"])
def test_every_entry_is_found_by_its_own_words(
    found: Reader, real: dict[str, bytes], which: str
) -> None:
    reader = found if which == "demo" else Reader(real)
    for number, entry in enumerate(reader.entries()):
        if words(entry.text):
            # A definition gives way to its term where that has all the words.
            assert {number, reader.head(number)} & set(reader.search(entry.text)), entry


def test_every_statement_quotation_term_and_source_has_its_entry(
    compiled_demo: Compiled, found: Reader
) -> None:
    site = compiled_demo.site
    assert site
    entries = {(hit.kind, hit.text, hit.href) for hit in found.entries()}
    for story in site.told:
        page = f"stories/{story.slug}.html"
        assert ("story", story.story.title, page) in entries
        for said in story.statements():
            assert ("statement", plain_text(said.nodes), f"{page}#{said.anchor}") in entries
        for section in story.sections:
            assert ("section", section.title, f"{page}#{section.id}") in entries
        for event in story.events:
            assert ("event", event.event.title, f"{page}#event.{event.event.id}") in entries
    for id, entry in site.quotations.items():
        href = f"sources/{entry.source}.html#q.{id}"
        assert ("quotation", entry.quotation.exact, href) in entries
    for id, source in site.sources.items():
        assert ("source", source.source.title, f"sources/{id}.html") in entries
    for id, term in site.terms.items():
        assert ("term", term.term.term, f"glossary.html#term.{id}") in entries
        for said in flat(term.definition):
            assert ("term", plain_text(said.nodes), f"glossary.html#{said.anchor}") in entries


@pytest.mark.parametrize("directory_urls", [False, True])
def test_every_entry_leads_to_a_place_on_a_page(directory_urls: bool) -> None:
    compiled = clean(DEMO, drafts=True, directory_urls=directory_urls)
    end = "/" if directory_urls else ".html"
    ids = {
        f"{page.address}{end}": set(re.findall(r' id="([^"]+)"', page_html(page)))
        for page in compiled.rendered.pages
    }
    written = {f"{path.stem}{end}" for path in (DEMO / "content/pages").glob("*.md")}
    seen = Counter[str]()
    for hit in Reader(files(compiled)).entries():
        page, mark, anchor = hit.href.partition("#")
        seen[hit.kind] += 1
        if page not in written:
            assert not mark or anchor in ids[page], hit
            assert page in ids
    assert set(seen) == {
        "story", "term", "source", "page", "speaker", "section", "event", "disagreement",
        "statement", "quotation",
    }  # fmt: skip


def test_quotations_are_found_by_speaker_and_translation(
    compiled_demo: Compiled, found: Reader
) -> None:
    assert compiled_demo.site
    seen = 0
    for id, entry in compiled_demo.site.quotations.items():
        q = entry.quotation
        for text in filter(None, (q.speaker, q.role, q.translation, q.attributed_to)):
            assert any(hit.href.endswith(f"#q.{id}") for hit in found.hits(text))
            seen += 1
    assert seen > 4


def test_terms_are_found_by_their_aliases(compiled_demo: Compiled, found: Reader) -> None:
    assert compiled_demo.site
    aliases = {a: id for id, e in compiled_demo.site.terms.items() for a in e.term.aliases}
    assert aliases
    for alias, id in aliases.items():
        hits = found.hits(alias)
        assert any(hit.kind == "term" and hit.href.endswith(f"#term.{id}") for hit in hits)


def test_the_beginning_of_the_last_word_is_enough(found: Reader) -> None:
    assert {hit.text for hit in found.hits("the sear")} >= {"The search"}
    # Not that of another word: what is shown then is spelt alike.
    assert found.found("sear the ").only


def test_hand_written_pages_are_found(found: Reader) -> None:
    title = next(hit for hit in found.entries() if hit.kind == "page")
    assert title.href == "method.html"
    assert found.hits(title.text)[0] == title


def test_texts_in_another_language_say_so(found: Reader) -> None:
    assert {hit.lang for hit in found.entries()} > {"", "fr"}


def test_drafts_are_not_in_a_published_index() -> None:
    reader = Reader(files(clean(DEMO)))
    assert not any("la-cloche" in hit.href for hit in reader.entries())


def test_bytes_are_the_same_each_time(compiled_demo: Compiled) -> None:
    assert files(compiled_demo) == files(clean(DEMO, drafts=True))


def test_each_file_is_one_call_with_data(compiled_demo: Compiled) -> None:
    versions = set()
    for path, data in files(compiled_demo).items():
        name, version, _ = read_call(data)
        assert path == f"{FOLDER}/{name}.js"
        assert NAMES.fullmatch(name)
        versions.add(version)
    assert len(versions) == 1


@given(st.text(st.characters(codec="utf-8")))
@example('</script><!-- \u2028\u2029 "); alert(1); (" \\ \' ${x} ` \0')
def test_hostile_text_stays_data(text: str) -> None:
    place = Place("stories/a", text)
    entry = Entry(place, text, "a", text, text, "en")
    made = dict(search_data([Row("story", 1, (entry,))], Links(), {"title": text}))
    for data in made.values():
        written = data.decode()
        assert not set("<\u2028\u2029\0") & set(written)
        assert written.count("\n") == 1
    reader = Reader(made)
    assert reader.labels == {"title": text}
    assert [(hit.text, hit.note) for hit in reader.entries()] == [(text, text)]


def test_no_file_is_large(real: dict[str, bytes]) -> None:
    assert max(map(len, real.values())) < 16_000
