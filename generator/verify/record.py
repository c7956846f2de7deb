"""A quotation that was found → its entry in the lock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.archive import Copy
from generator.archive.copytext import CopyText, Mark, Stretch
from generator.digests import sha256_label
from generator.folding import Normalised, normalised
from generator.load.parse import BAD_CHARACTER
from generator.model import Caveat, Locator, LockedQuotation, Look, Reader
from generator.resolve import QuotationEntry
from generator.verify.marks import has_marks
from generator.verify.match import Located, spelt_with_hyphen
from generator.verify.omissions import insertions_of, omissions_of
from generator.verify.readers import Reading
from generator.verify.review import RULES
from generator.verify.sentences import is_utterance, sentence_cut

_CONTEXT = 32


def record(
    entry: QuotationEntry, found: Located, read: Reading, copy: Copy, language: str, today: str
) -> LockedQuotation:
    """What the lock says of a quotation.

    Args:
        entry: the quotation.
        found: where it stands.
        read: in which of the copy's texts.
        copy: what is known of these.
        language: the language of its words.
        today: the date to write down, `YYYY-MM-DD`.
    """
    exact = entry.quotation.exact
    start, end, text = found.start, found.end, read.text
    seen = CopyText(copy.text, () if read.reader is Reader.RENDERED else copy.stretches)
    stretches = [*seen.at(*text.span(start, end))]
    return LockedQuotation(
        source=entry.source,
        exact=exact,
        words=sha256_label(exact),
        start=start,
        end=end,
        prefix=text.text[max(0, start - _CONTEXT) : start].strip(),
        suffix=text.text[end : end + _CONTEXT].strip(),
        verified=today,
        marks=RULES if has_marks(exact) else None,
        insertions=insertions_of(found, text, language),
        omissions=omissions_of(found, text, language),
        locator=locator_of(stretches),
        caveats=[*_caveats(stretches, spelt_with_hyphen(normalised(exact), found, text))],
        looks=[*looks_of(found, text)],
        reader=read.reader,
    )


def _caveats(stretches: Iterable[Stretch], with_hyphen: bool | None) -> Iterator[Caveat]:  # noqa: FBT001
    marks = {each.mark for each in stretches}
    if Mark.MACHINE_READ in marks:
        yield Caveat.MACHINE_READ
    if Mark.ALTERNATIVE in marks:
        yield Caveat.ALTERNATIVE
    if with_hyphen is not None:
        yield Caveat.LINE_END_HYPHEN_KEPT if with_hyphen else Caveat.LINE_END_HYPHEN_DROPPED


def locator_of(stretches: Iterable[Stretch]) -> Locator | None:
    """Where the first of some stretches stands; None if none has a page, a time or a paragraph."""
    first: dict[Mark, Stretch] = {}
    for each in stretches:
        first.setdefault(each.mark, each)
    page, time, paragraph = (first.get(mark) for mark in (Mark.PAGE, Mark.TIME, Mark.PARAGRAPH))
    if not (page or time or paragraph):
        return None
    return Locator(
        page=BAD_CHARACTER.sub("", page.value) if page else "",
        page_number=page.number if page else None,
        time=time.number if time else None,
        paragraph=paragraph.number if paragraph else None,
    )


def looks_of(found: Located, text: Normalised) -> Iterator[Look]:
    """Why a person should look at a quotation, since no machine sees a cut that changes the sense.

    A complete utterance, from quotation mark to quotation mark, says no more than it said.
    """
    if found.has_omission:
        yield Look.OMISSION
    if found.has_insertion:
        yield Look.INSERTION
    if is_utterance(text, found.start, found.end):
        return
    cut = sentence_cut(text, found.start, found.end)
    if cut.starts_late:
        yield Look.STARTS_LATE
    if cut.stops_early:
        yield Look.STOPS_EARLY


def same_finding(one: LockedQuotation, other: LockedQuotation) -> bool:
    """Whether two entries say the same of a copy, whenever they were written.

    What other copies share is left out: it takes all copies to say that.
    """
    rest = {"verified": "", "shared": []}
    return one.model_copy(update=rest) == other.model_copy(update=rest)
