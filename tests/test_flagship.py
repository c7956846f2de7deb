"""The real story: what it must hold, and that nothing is wrong with it."""

from __future__ import annotations

import hashlib
import re
from collections import Counter

import pytest

from generator.model import Quotation, Source
from generator.prose import plain_text
from generator.resolve import ResolvedStory, flat
from tests.compiled import Compiled, Site
from tests.support import ROOT, clean

SLUG = "islamic-state-propaganda-takedowns"
BACKBONE = ("ap-2018", "global-2018", "stocknewspress-2018", "afp-2018", "ap-2019")
"""The five reports that we have in full; of the others we hold the beginning."""
ARCHIVE = ROOT / "content" / "archive"


@pytest.fixture(scope="module")
def compiled() -> Compiled:
    """The real site; there is nothing wrong with it."""
    return clean(ROOT)


@pytest.fixture(scope="module")
def site(compiled: Compiled) -> Site:
    assert compiled.site
    return compiled.site


@pytest.fixture(scope="module")
def story(site: Site) -> ResolvedStory:
    return next(story for story in site.told if story.slug == SLUG)


def test_the_story_has_its_pages(compiled: Compiled) -> None:
    addresses = {page.address for page in compiled.rendered.pages}
    assert {
        f"stories/{SLUG}{page}" for page in ("", "/timeline", "/map", "/disagreements")
    } <= addresses


def test_it_rests_on_every_source_and_most_on_five(site: Site, story: ResolvedStory) -> None:
    cited = Counter(site.quotations[note.quotation].source for note in story.footnotes)
    assert set(cited) == set(site.sources)
    assert len(cited) == 12
    assert sum(cited[id] for id in BACKBONE) > cited.total() / 2


def test_every_statement_is_cited_or_marked(story: ResolvedStory) -> None:
    statements = list(story.statements())
    assert len(story.events) >= 14
    assert all(s.quotations or s.editor or s.anchor.startswith("d.") for s in statements)


def test_the_narrative_can_be_read_in_one_go(story: ResolvedStory) -> None:
    narrative = [s for section in story.sections for s in flat(section.body)]
    assert 60 <= len(narrative) <= 90
    words = sum(len(plain_text(statement.nodes).split()) for statement in narrative)
    assert 1200 <= words <= 1600
    assert len(story.key_points) <= 7


@pytest.mark.parametrize(
    "name",
    [
        "Amaq", "Europol", "Eurojust", "Telegram", "al-Bayan", "Nashir", "Halumu", "Guardia Civil",
        "RCMP", "Counter Terrorism Internet Referral Unit", "Belgian Federal Prosecutor’s Office",
        "JihadScope", "Quraysh", "Islamic State", "referral", "server seizure",
    ],
)  # fmt: skip
def test_the_glossary_has_the_names_of_the_story(site: Site, name: str) -> None:
    spellings = {s for entry in site.terms.values() for s in (entry.term.term, *entry.term.aliases)}
    assert name in spellings


def test_the_glossary_is_long_enough_and_of_use(site: Site) -> None:
    assert len(site.terms) >= 16
    assert all(site.term_stories[id] or site.spellings[id] for id in site.terms)


def test_the_countries_of_the_story_take_part(story: ResolvedStory) -> None:
    countries = {participation.country for participation in story.participations}
    assert {"BE", "NL", "CA", "US", "GB", "FR", "BG", "RO", "ES", "PA"} <= countries


def test_disagreements_compare_sources(site: Site, story: ResolvedStory) -> None:
    assert story.disagreements
    for entry in story.disagreements:
        ids = {
            id
            for answer in entry.answers
            for paragraph in answer
            for statement in paragraph
            for id in statement.quotations
        }
        assert ids, entry.disagreement.id


def test_what_is_quoted_in_another_language_is_translated(site: Site) -> None:
    foreign = {
        id for id, entry in site.sources.items()
        if not (entry.source.language or site.settings.language).startswith("en")
    }  # fmt: skip
    assert len(foreign) == 4
    assert all(
        entry.quotation.translation for entry in site.quotations.values() if entry.source in foreign
    )


def test_no_two_quotations_are_the_same_words(site: Site) -> None:
    words = [(entry.source, entry.quotation.exact) for entry in site.quotations.values()]
    assert len(words) == len(set(words))


def _pattern(quotation: Quotation) -> str:
    """The words of a quotation, whatever stands where words were left out or put in."""
    text = f"{quotation.prefix or ''} {quotation.exact} {quotation.suffix or ''}"
    pieces = re.split(r"\s*\[[^\]]*\]\s*", " ".join(text.split()))
    return ".*?".join(re.escape(piece) for piece in pieces)


if ARCHIVE.is_dir():
    # Copies of the sources are not part of the repository: whoever has them checks against them.
    @pytest.mark.parametrize("id", sorted(path.stem for path in ROOT.glob("content/sources/*.yml")))
    def test_every_quotation_stands_in_the_archived_source(site: Site, id: str) -> None:
        source: Source = site.sources[id].source
        data = (ARCHIVE / str(source.archived_as)).read_bytes()
        assert source.digest == f"sha256:{hashlib.sha256(data).hexdigest()}"
        text = " ".join(data.decode("utf-8").split())
        missing = [q.id for q in source.quotations if not re.search(_pattern(q), text)]
        assert missing == []

    @pytest.mark.parametrize("id", BACKBONE)
    def test_all_direct_speech_of_a_report_is_quoted(site: Site, id: str) -> None:
        source: Source = site.sources[id].source
        words = _words((ARCHIVE / str(source.archived_as)).read_text("utf-8"))
        speech = re.findall('“([^”]+)”|"([^"]+)"', words)
        assert len(speech) >= 2
        quoted = [_words(q.exact) for q in source.quotations]
        for said in ("".join(marks) for marks in speech):
            left = said
            for exact in sorted(quoted, key=len, reverse=True):
                left = left.replace(exact, " ") if exact in said else left
            assert said in " ".join(quoted) or not re.search(r"\w", left), said


def _words(text: str) -> str:
    return " ".join(text.split())
