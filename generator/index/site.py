"""`SiteIndex`: all that one file or page may know of the rest of the site.

Whoever works on one file, or on the pages of one story, gets an index of its own. What it looks up
there is noted, and nothing else can be looked up: so the notes are what its result depends on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from generator.diagnostics import Place
from generator.index.history import StoryHistory
from generator.index.reviews import StoryReviews
from generator.index.rows import (
    Authority,
    Corrected,
    Disagreements,
    LeftWords,
    LoneFigure,
    Relations,
    Stamp,
    StoryLine,
    Totals,
)
from generator.index.translated import TranslationState
from generator.model import LockedQuotation, RecheckedSource, SiteSettings
from generator.resolve import QuotationEntry, ResolvedStory, SourceEntry, TermEntry, Use

if TYPE_CHECKING:
    # It is read by those alone who ask for hand-written pages.
    from generator.pages import WrittenPage


class SiteIndex(Protocol):
    """The site as one file or page sees it. Iterating over a table reads it row by row.

    Attributes:
        settings: what `site.yml` says, and `place` where that stands.
        sources: the sources by id, in the order of their files.
        quotations: the quotations by id, source by source.
        verified: those of them that read as they did when they were verified, as the lock has them.
        digests: the digest of each source's archived copy, where one was compared.
        rechecked: what `explainer recheck` last found of each source.
        left_page: by source, its quotations whose words have left the live page; sources without
            any are left out.
        lock_rules: the version of the normalisation rules that is the lock's; 0 without one.
        stamped: the first time stamp over each line of the stamped lists.
        time_stamps: the time stamps by list and authority, the first one first.
        stamp_files: the bytes of what is published of them, by the names of the files.
        authorities: who vouches for each quotation.
        voice_of: the voice of each source as a whole, by their ids.
        relations: what each source has to do with others.
        terms: the glossary's terms by id, in the order of their names.
        stories: what a list says of each story that is shown, by slug, the newest first.
        documents: the stories themselves.
        uses: where each quotation is used.
        same_statement: for each quotation the others that report the same utterance.
        spellings: for each term its spellings in quotations, each with the sources that have it.
        term_stories: the slugs of the stories in which each term stands.
        read_next: for each story the slugs of those that follow it, the first published first.
        disagreements: the disagreements of each story that has some, the newest story first.
        reviews: what is known of each story's sentences that cite something, by slug: whether a
            second reader has read them.
        corrected: the corrections of each story that has some.
        histories: the published versions of each story that has some.
        recent: the day on which each story last changed, the newest first; a correction counts.
        lone_figures: by file and by a statement's anchor, the figures that not all give which it
            cites; files without any are left out.
        search: what the search finds, by kind: what each story and source gives, one by one.
        data: what the database of the site has of each story and source, under an empty key.
        map_frames: the frames of the maps that stories use.
        written: the hand-written pages by their paths, in their order.
        translations: how far each file is translated into each language, by kind, language and id.
        totals: numbers of the site as a whole.
        newest: the newest day that a story or a source has, the only clock that pages go by.
    """

    @property
    def settings(self) -> SiteSettings: ...
    @property
    def place(self) -> Place: ...
    @property
    def sources(self) -> Mapping[str, SourceEntry]: ...
    @property
    def quotations(self) -> Mapping[str, QuotationEntry]: ...
    @property
    def verified(self) -> Mapping[str, LockedQuotation]: ...
    @property
    def digests(self) -> Mapping[str, str]: ...
    @property
    def rechecked(self) -> Mapping[str, RecheckedSource]: ...
    @property
    def left_page(self) -> Mapping[str, Mapping[str, LeftWords]]: ...
    @property
    def lock_rules(self) -> int: ...
    @property
    def stamped(self) -> Mapping[str, Stamp]: ...
    @property
    def time_stamps(self) -> Mapping[str, Stamp]: ...
    @property
    def stamp_files(self) -> Mapping[str, bytes]: ...
    @property
    def authorities(self) -> Mapping[str, Authority]: ...
    @property
    def voice_of(self) -> Mapping[str, str]: ...
    @property
    def relations(self) -> Mapping[str, Relations]: ...
    @property
    def terms(self) -> Mapping[str, TermEntry]: ...
    @property
    def stories(self) -> Mapping[str, StoryLine]: ...
    @property
    def documents(self) -> Mapping[str, ResolvedStory]: ...
    @property
    def uses(self) -> Mapping[str, tuple[Use, ...]]: ...
    @property
    def same_statement(self) -> Mapping[str, tuple[str, ...]]: ...
    @property
    def spellings(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]: ...
    @property
    def term_stories(self) -> Mapping[str, tuple[str, ...]]: ...
    @property
    def read_next(self) -> Mapping[str, tuple[str, ...]]: ...
    @property
    def disagreements(self) -> Mapping[str, Disagreements]: ...
    @property
    def corrected(self) -> Mapping[str, Corrected]: ...
    @property
    def reviews(self) -> Mapping[str, StoryReviews]: ...
    @property
    def histories(self) -> Mapping[str, StoryHistory]: ...
    @property
    def recent(self) -> Mapping[str, str]: ...
    @property
    def lone_figures(self) -> Mapping[str, Mapping[str, tuple[LoneFigure, ...]]]: ...
    @property
    def search(self) -> Mapping[str, Iterable[Any]]: ...
    @property
    def data(self) -> Mapping[str, Iterable[Any]]: ...
    @property
    def map_frames(self) -> Mapping[str, Any]: ...
    @property
    def written(self) -> Mapping[str, WrittenPage]: ...
    @property
    def translations(self) -> Mapping[str, TranslationState]: ...
    @property
    def totals(self) -> Totals: ...
    @property
    def newest(self) -> str: ...
