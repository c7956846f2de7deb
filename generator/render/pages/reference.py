"""Pages for looking things up: glossary, corrections."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import groupby, islice

from generator.render import contexts, views
from generator.render.alphabet import in_order, index_letter
from generator.render.page import Outline
from generator.render.pages.lists import NEWEST, more_reports, newest_of, story_anchors
from generator.render.views import Renderer, source_address, story_address
from generator.resolve import TermEntry, flat
from generator.resolve.prose import number_footnotes

# So few terms need no index. An index of more letters than any alphabet has is of a script that
# has none.
FEW_TERMS = 12
MOST_LETTERS = 60


def glossary_page(renderer: Renderer) -> Outline:
    """All terms by name."""
    text = renderer.wording.text
    description = text("The organisations, outlets and terms that the stories name.")
    context = partial(_glossary, renderer)
    return Outline("glossary", "glossary", text("Glossary"), description, context)


def _glossary(renderer: Renderer) -> contexts.GlossaryPage:
    site = renderer.site
    terms = _in_order(renderer)
    footnotes = number_footnotes(statement for term in terms for statement in flat(term.definition))
    writer = renderer.writer("glossary", footnotes)
    entries = [
        contexts.TermView(
            id=entry.id,
            anchor=f"term.{entry.id}",
            term=entry.term.term,
            kind=renderer.wording.word(entry.term.kind),
            aliases=tuple(entry.term.aliases),
            definition=writer.paragraphs(entry.definition),
            spellings=_spellings(renderer, entry),
            see_also=tuple(_term_anchor(renderer, id) for id in entry.term.see_also),
            same_as=tuple(contexts.Anchor(url, url) for url in entry.term.same_as),
            stories=story_anchors(renderer, "glossary", shown),
            more=more,
        )
        for entry in terms
        for shown, more in [newest_of(site.term_stories[entry.id], renderer.wording)]
    ]
    return contexts.GlossaryPage(
        letters=tuple(_letters(renderer, entries)),
        notes=views.notes(renderer, "glossary", footnotes),
        words_as_words=writer.words_as_words,
    )


def _in_order(renderer: Renderer) -> list[TermEntry]:
    """The terms in the order of the alphabet."""
    terms = list(renderer.site.terms.values())
    order = in_order((entry.term.term for entry in terms), renderer.site.settings.language)
    places = {word: at for at, word in enumerate(order)}
    return sorted(terms, key=lambda entry: places[entry.term.term])


def _letters(renderer: Renderer, terms: list[contexts.TermView]) -> Iterator[contexts.LetterGroup]:
    """The terms by letter, where there are many and a letter has several of them."""
    language = renderer.site.settings.language
    groups = [
        (letter, tuple(group))
        for letter, group in groupby(terms, key=lambda view: index_letter(view.term, language))
    ]
    if len(terms) <= FEW_TERMS or len(groups) > MOST_LETTERS:
        yield contexts.LetterGroup("", "", tuple(terms))
        return
    for letter, views_of_letter in groups:
        yield contexts.LetterGroup(_letter_anchor(letter), letter or "…", views_of_letter)


def _letter_anchor(letter: str) -> str:
    """The anchor of a letter: itself, or the numbers that Unicode gives its characters.

    All figures stand under the first of them.
    """
    letter = letter.removesuffix("–9")
    if letter.isascii() and letter.isalpha():
        return f"letter.{letter.lower()}"
    numbers = "-".join(f"{ord(character):04x}" for character in letter)
    return f"letter.{numbers or 'other'}"


def _term_anchor(renderer: Renderer, id: str) -> contexts.Anchor:
    return contexts.Anchor(f"#term.{id}", renderer.site.terms[id].term.term)


def _spellings(
    renderer: Renderer, entry: TermEntry
) -> tuple[tuple[str, tuple[contexts.Anchor, ...], str], ...]:
    """Each spelling found in quotations, with the sources that write it so."""
    site = renderer.site
    return tuple(
        (
            spelling,
            tuple(
                contexts.Anchor(
                    renderer.links.href("glossary", source_address(id)),
                    site.sources[id].source.short,
                )
                for id in islice(sources, NEWEST)
            ),
            more_reports(renderer.wording, len(sources)),
        )
        for spelling, sources in site.spellings[entry.id].items()
    )


def corrections_page(renderer: Renderer) -> Outline:
    """What was corrected, story by story."""
    text = renderer.wording.text
    description = text("What was corrected, when and why.")
    context = partial(_corrections, renderer)
    return Outline("corrections", "corrections", text("Corrections"), description, context)


def _corrections(renderer: Renderer) -> contexts.CorrectionsPage:
    site = renderer.site
    stories = tuple(
        contexts.StoryCorrections(
            contexts.Anchor(
                renderer.links.href("corrections", story_address(slug)),
                site.stories[slug].title,
                views.other_language(renderer, site.stories[slug].language),
            ),
            views.corrections(renderer, found, "corrections"),
        )
        for slug, found in site.corrected.items()
    )
    return contexts.CorrectionsPage(stories, site.settings.contact, site.settings.corrected_by)
