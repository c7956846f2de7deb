"""The parts that contexts are made of."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from generator.render.contexts.rechecks import LeftView


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link: where to, and its text. `lang` is the text's language if it is not the site's."""

    href: str
    text: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source in one line. `lang` is empty where the language is the site's.

    `stories` are those that it is used in, on the page of all sources only.
    """

    id: str
    href: str
    short: str
    title: str
    lang: str
    publisher: str
    origin: str
    date: str
    kind: str
    url: str
    archive_url: str
    quotations: str
    stories: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class SharedText:
    """What a source shares with another: how much, the first words of the longest run."""

    other: Anchor
    amount: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class UsesOnPage:
    """The statements of one story or one term that cite a quotation, by address and words."""

    title: str
    statements: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class ReplacedWord:
    """Words that an editor put in, in brackets, and the source's word in their place."""

    inserted: str
    replaced: str


@dataclass(frozen=True, slots=True)
class StampedView:
    """Since when something is known to have existed.

    `told` says it in a sentence, and `href` leads to the stamp on the page of time stamps.
    """

    told: str
    href: str


@dataclass(frozen=True, slots=True)
class QuotationView:
    """A quotation as shown anywhere: `href` is its own address, `live` the passage online.

    `verified` is the date in words, empty if it is not verified; `digest` that of the copy.
    `place` says where in the source it stands, such as "p. 14"; `caveats` what is special about the
    copy's words there. `replaced` are the insertions in whose place the source has a word.
    `left` is there where the words have left the live page, and `in_copy` then the passage in a
    public archive's copy. `stamped` is there where a time stamp shows since when it is verified.
    """

    id: str
    anchor: str
    href: str
    exact: str
    lang: str
    dir: str
    language: str
    translation: str
    speaker: str
    role: str
    attributed_to: str
    note: str
    source: SourceLine
    live: str
    place: str
    verified: str
    caveats: tuple[str, ...]
    replaced: tuple[ReplacedWord, ...]
    digest: str
    same: tuple[Anchor, ...]
    used: int
    uses: tuple[UsesOnPage, ...]
    left: LeftView | None = None
    in_copy: str = ""
    stamped: StampedView | None = None


@dataclass(frozen=True, slots=True)
class NoteView:
    """A footnote: its number and its name, its anchor, the quotation, the way back to the text.

    `name` is such as "AP 2018, note 9". `back` leads to the first statement that cites it. `live`
    is the passage's address where it does not follow from the words. `utterance` is the same for
    all quotations of one utterance; empty for others.
    """

    number: int
    name: Markup
    anchor: str
    quotation: QuotationView
    live: str
    utterance: str
    back: str


@dataclass(frozen=True, slots=True)
class NotesView:
    """The footnotes of a page, and the sources that they are from, each by its short name.

    `verified` is when most of the quotations were last compared; empty if none was. `read` is what
    is said of the second reading of statements that have no `data-read` of their own.
    """

    notes: tuple[NoteView, ...]
    sources: tuple[tuple[str, SourceLine], ...]
    verified: str
    read: str


@dataclass(frozen=True, slots=True)
class TermLine:
    """A glossary term used on a page, for the list at its end and the definition in place.

    `definition` is its first sentence; `href` leads to all of it.
    """

    id: str
    term: str
    definition: str
    href: str


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section of a story."""

    id: str
    title: str
    body: Markup


@dataclass(frozen=True, slots=True)
class RoleView:
    """One role of a country; `disputed` leads to the disagreement about it."""

    id: str
    role: str
    text: Markup
    disputed: Anchor | None


@dataclass(frozen=True, slots=True)
class CountryView:
    """A country's part in one operation; `spot` is where it stands: longitude and latitude."""

    anchor: str
    code: str
    name: str
    spot: str
    roles: tuple[RoleView, ...]


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place on the map that is no country; `spot` is its longitude and latitude."""

    id: str
    anchor: str
    name: str
    country: str
    spot: str
    text: Markup
    disputed: Anchor | None


@dataclass(frozen=True, slots=True)
class OperationView:
    """An operation with the countries that had a part in it and the places that belong to it.

    The places of no operation come in one without an `id`.
    """

    id: str
    anchor: str
    name: str
    date: str
    text: Markup
    countries: tuple[CountryView, ...]
    places: tuple[PlaceView, ...]


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """A correction; `href` leads to the statement that it changed.

    `versions` are the last version without it and the first with it, if both are kept.
    """

    anchor: str
    date: str
    was: str
    now: str
    why: str
    href: str
    versions: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryCorrections:
    """The corrections of one story."""

    story: Anchor
    corrections: tuple[CorrectionView, ...]
