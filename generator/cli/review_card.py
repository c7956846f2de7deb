"""A sentence and what it cites, as a reviewer reads it in a terminal of any width."""

from __future__ import annotations

from collections.abc import Sequence

from generator.authoring.cards import Card, Cited, Part, Where
from generator.authoring.related import Related, Why
from generator.cli.output import Output
from generator.index import SiteIndex, Standing
from generator.model import ReviewVerdict

PARTS = {
    Part.STANDFIRST: "Standfirst",
    Part.KEY_POINTS: "Key points",
    Part.SECTION: "Section",
    Part.EVENT: "Timeline",
    Part.OPERATION: "Operation",
    Part.ROLE: "Who took part",
    Part.PLACE: "Place on the map",
    Part.ANSWER: "Where sources disagree",
    Part.READING: "How the editor reads it",
}
_WHY = {
    Why.SAME_UTTERANCE: "the same utterance",
    Why.SAME_QUESTION: "on the same question",
}
# So many words of a quotation are named that the sentence has not; nobody reads more.
_MOST_WORDS = 24


def part_name(where: Where) -> str:
    """The part of a story in which a sentence stands, in words."""
    kind = PARTS[where.part]
    return f"{kind}: {where.name}" if where.name else kind


def show_card(output: Output, card: Card, index: SiteIndex, position: str) -> None:
    """Print a sentence, what it cites, and what is worth a look.

    Args:
        output: where to print.
        card: the sentence.
        index: the site, for the names of sources.
        position: which of how many it is.
    """
    output.show_text("")
    output.show_text(f"{position} {part_name(card.where)} (line {card.line})", style="dim")
    output.show_text(card.sentence, indent=2, style="bold")
    if card.derived:
        output.show_text(f"Worked out: {card.derived}", indent=2)
    if card.is_editors:
        output.show_text("Marked as the editor's own words.", indent=2)
    for number, cited in enumerate(card.cited, 1):
        which = f"{number} of {len(card.cited)}" if len(card.cited) > 1 else ""
        _show_cited(output, cited, which)
    if card.put_in:
        output.show_text(f"Only in the sentence: {_listed(card.put_in)}", indent=2)
    for each in card.related:
        output.show_text(_related(each, index), indent=2)
    for review in card.state.reviews:
        note = f": {review.note}" if review.note else ""
        output.show_text(f"{review.by} on {review.on}: {review.verdict.value}{note}", indent=2)
    if card.state.standing is Standing.SUPPORTED:
        output.show_text("A second reader has found it supported.", indent=2)


def _show_cited(output: Output, cited: Cited, which: str) -> None:
    about = f"Quotation {which}".rstrip()
    output.show_text(f"{about}: {cited.source}, {cited.published} ({cited.id})", indent=2)
    if cited.said_by:
        own = "" if cited.is_said_by_named else ", whom the sentence does not name"
        output.show_text(f"Said by {cited.said_by}{own}.", indent=4)
    around = cited.around
    if around:
        output.show_text(f"{around.before}>> {around.words} <<{around.after}", indent=4)
    else:
        output.show_text(f">> {cited.exact} <<", indent=4)
    if around and _differ(around.words, cited.exact):
        output.show_text(f"Quoted as: {cited.exact}", indent=4)
    if cited.translation:
        output.show_text(f"In translation: {cited.translation}", indent=4)
    if not cited.verified:
        output.show_text("Not verified: nobody has found these words in a copy.", indent=4)
    if not cited.is_compared:
        output.show_text("No translation: its words are not compared with the sentence.", indent=4)
    elif cited.left_out:
        output.show_text(f"Not in the sentence: {_listed(cited.left_out)}", indent=4)


def _differ(one: str, other: str) -> bool:
    """Whether two texts differ in more than their spaces and the kinds of marks."""
    return [*filter(str.isalnum, one)] != [*filter(str.isalnum, other)]


def _listed(words: Sequence[str]) -> str:
    more = len(words) - _MOST_WORDS
    return ", ".join(words[:_MOST_WORDS]) + (f" and {more} more" if more > 0 else "")


def _related(related: Related, index: SiteIndex) -> str:
    short = index.sources[related.entry.source].source.short
    why = _WHY.get(related.why) or f"also names {_listed(related.shared)}"
    quotation = related.entry.quotation
    said = f", said by {quotation.speaker}" if quotation.speaker else ""
    return f"Elsewhere, {short} ({why}){said}: {quotation.translation or quotation.exact}"


VERDICTS = {
    ReviewVerdict.SUPPORTED: "supported",
    ReviewVerdict.CHANGE: "to change",
    ReviewVerdict.LATER: "left for later",
}
