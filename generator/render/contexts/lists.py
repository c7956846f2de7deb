"""What the pages are made of on which readers look things up."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from generator.render.contexts.parts import Anchor, QuotationView


@dataclass(frozen=True, slots=True)
class ListedQuotation:
    """A quotation in a list of many.

    `checked` says when it was compared with a copy of its source, where the head of the page does
    not; `has_more` says whether there is more to tell of it than a line.
    """

    quotation: QuotationView
    checked: str
    has_more: bool


@dataclass(frozen=True, slots=True)
class QuotationGroup:
    """Quotations of one source or one speaker; `lang` is the title's if it is not the site's.

    `name` is what the filter calls it, `note` what else is to be said of it. Where a page cannot
    show all quotations, `sources` lead to them instead, and `more` says how many sources have
    others.
    """

    anchor: str
    title: str
    lang: str
    name: str
    note: tuple[str, ...]
    href: str
    quotations: tuple[ListedQuotation, ...]
    sources: tuple[Anchor, ...] = ()
    more: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """One choice of a filter, and how many it leaves."""

    name: str
    number: int


@dataclass(frozen=True, slots=True)
class TermView:
    """A glossary entry; `more` says how many stories use it besides those that are named."""

    id: str
    anchor: str
    term: str
    kind: str
    aliases: tuple[str, ...]
    definition: Markup
    spellings: tuple[tuple[str, tuple[Anchor, ...], str], ...]
    see_also: tuple[Anchor, ...]
    same_as: tuple[Anchor, ...]
    stories: tuple[Anchor, ...]
    more: str


@dataclass(frozen=True, slots=True)
class LetterGroup:
    """The terms under one letter; `letter` is empty where there are too few terms for an index."""

    anchor: str
    letter: str
    terms: tuple[TermView, ...]
