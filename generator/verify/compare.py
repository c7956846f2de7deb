"""Quotations held against archived copies: what `explainer verify` does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.archive import Copy, find_copy, read_copy
from generator.diagnostics import Diagnostic
from generator.load import Document
from generator.model import Lock, LockedOverlap, LockedQuotation, LockedRun, LockedSource
from generator.resolve import QuotationEntry, Site
from generator.validate import Content
from generator.verify.independence import Overlap, find_overlaps
from generator.verify.lock import digest, is_as_verified
from generator.verify.match import Located, NotLocated, Reason, locate
from generator.verify.near import Difference, nearest_passage
from generator.verify.normalise import VERSION, Normalised, normalise
from generator.verify.sentences import sentence_cut

_CONTEXT = 32
_CODES = {Reason.SEVERAL: "ambiguous-quotation", Reason.DAMAGE: "damaged-quotation"}
TOLD = {
    Reason.NOWHERE: "these words do not stand in the copy",
    Reason.SEVERAL: "these words stand in the copy {count} times",
    Reason.CONTEXT: "these words stand in the copy, but not with this prefix and suffix",
    Reason.INSIDE: "these words stand in the copy only inside longer words or numbers",
    Reason.DAMAGE: "these words stand in the copy only across damage",
    Reason.APART: "the pieces stand in the copy, but not in this order and near each other",
    Reason.EMPTY: "there is no word to compare",
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a run of `explainer verify` found.

    `looks` are quotations verified for the first time that a person should look at, since no
    machine sees a cut that changes the sense: id and what is special about it.
    """

    lock: Lock
    looks: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Archived:
    copy: Copy
    text: Normalised


def compare(
    site: Site, content: Content, archive: Path, today: str
) -> tuple[Comparison, list[Diagnostic]]:
    """Compare every quotation with the copy of its source.

    Args:
        site: the resolved content.
        content: the valid content; its lock gives the dates of what has not changed since.
        archive: the folder of copies.
        today: the date for what is verified anew, `YYYY-MM-DD`.

    Returns:
        The new lock, which holds the quotations that stand in their copies; and what was wrong.
    """
    files = {entry.id: entry.document for entry in content.sources}
    before = content.lock.model if content.lock else Lock(normaliser=VERSION)
    if before.normaliser != VERSION:
        before = Lock(normaliser=VERSION)
    copies, problems = _read_all(site, archive, files)
    # Whoever has only some of the copies must not undo what was verified against the others.
    absent = {p.place.file for p in problems if p.code == "missing-copy"}
    absent = {id for id in site.sources if files[id].path in absent}
    quotations: dict[str, LockedQuotation] = {}
    looks: list[tuple[str, str]] = []
    for id, entry in site.quotations.items():
        archived = copies.get(entry.source)
        kept = before.quotations.get(id)
        if archived is None:
            if kept and entry.source in absent and is_as_verified(entry, kept):
                quotations[id] = kept
            continue
        quotation = entry.quotation
        found = locate(quotation.exact, archived.text, quotation.prefix, quotation.suffix)
        if isinstance(found, NotLocated):
            problems.append(_problem(entry, found, copies, files[entry.source]))
            continue
        quotations[id] = _locked(entry, found, archived.text, kept, today)
        if quotations[id] != kept:
            looks += [(id, why) for why in _special(found, archived.text)]
    overlaps = find_overlaps({id: archived.copy.text for id, archived in copies.items()})
    kept_overlaps = [
        each
        for each in before.overlaps
        if {each.a, each.b} & absent and {each.a, each.b} <= absent | copies.keys()
    ]
    digests = {id: LockedSource(digest=each.copy.digest) for id, each in copies.items()}
    digests |= {id: each for id, each in before.sources.items() if id in absent}
    lock = Lock(
        normaliser=VERSION,
        sources=dict(sorted(digests.items())),
        quotations=quotations,
        overlaps=sorted(
            [*map(_locked_overlap, overlaps), *kept_overlaps], key=lambda each: (each.a, each.b)
        ),
    )
    return Comparison(lock, tuple(looks)), problems


def _read_all(
    site: Site, archive: Path, files: Mapping[str, Document]
) -> tuple[dict[str, _Archived], list[Diagnostic]]:
    copies: dict[str, _Archived] = {}
    problems = []
    for id, entry in site.sources.items():
        document = files[id]
        key = "archived_as" if entry.source.archived_as else "title"
        place = document.place((key,))
        path = find_copy(archive, id, entry.source.archived_as)
        if path is None:
            message = f"there is no copy of '{id}' in '{archive.name}'"
            problems.append(document.problem("missing-copy", place, message))
            continue
        copy = read_copy(path, entry.source.url, entry.source.accessed or "")
        if not isinstance(copy, Copy):
            message = f"the copy '{path.name}' {copy.message}"
            problems.append(document.problem(copy.code, place, message))
            continue
        if entry.source.digest and entry.source.digest != copy.digest:
            message = f"the copy '{path.name}' has the digest {copy.digest}"
            place = document.place(("digest",))
            problems.append(document.problem("changed-copy", place, message))
            continue
        copies[id] = _Archived(copy, normalise(copy.text))
    return copies, problems


def _locked(
    entry: QuotationEntry,
    found: Located,
    text: Normalised,
    before: LockedQuotation | None,
    today: str,
) -> LockedQuotation:
    exact = entry.quotation.exact
    words = digest(exact.encode())
    start, end = found.start, found.end
    same = before and (before.words, before.source, before.start) == (words, entry.source, start)
    return LockedQuotation(
        source=entry.source,
        exact=exact,
        words=words,
        start=start,
        end=end,
        prefix=text.text[max(0, start - _CONTEXT) : start].strip(),
        suffix=text.text[end : end + _CONTEXT].strip(),
        verified=before.verified if before and same else today,
    )


def _special(found: Located, text: Normalised) -> Iterator[str]:
    if found.has_omission:
        yield "words are left out"
    if found.has_insertion:
        yield "words are put in"
    cut = sentence_cut(text, found.start, found.end)
    if cut.starts_late:
        yield "its sentence begins before the words"
    if cut.stops_early:
        yield "its sentence goes on after the words"


def _problem(
    entry: QuotationEntry,
    found: NotLocated,
    copies: Mapping[str, _Archived],
    document: Document,
) -> Diagnostic:
    code = _CODES.get(found.reason, "misquotation")
    told = TOLD[found.reason].format(count=found.count)
    message = f"'{entry.quotation.id}': {told}"
    advice = ""
    if found.reason in (Reason.NOWHERE, Reason.INSIDE, Reason.APART):
        advice = _elsewhere(entry, copies) or _nearest(entry, copies[entry.source].text)
    return document.problem(code, entry.words, message, advice)


def _elsewhere(entry: QuotationEntry, copies: Mapping[str, _Archived]) -> str:
    for id, archived in copies.items():
        if id != entry.source and isinstance(locate(entry.quotation.exact, archived.text), Located):
            return f"They stand in the source '{id}': move the quotation there."
    return ""


def _nearest(entry: QuotationEntry, text: Normalised) -> str:
    near = nearest_passage(entry.quotation.exact, text)
    if near is None:
        return ""
    shown = " ".join(map(_shown, near.differences))
    return f"Nearest is: {shown}. If that is meant, write: {near.passage}"


def _shown(difference: Difference) -> str:
    if difference.kind == "quotation":
        return f"[-{difference.words}-]"
    return f"{{+{difference.words}+}}" if difference.kind == "source" else difference.words


def _locked_overlap(overlap: Overlap) -> LockedOverlap:
    return LockedOverlap(
        a=overlap.a,
        b=overlap.b,
        words=overlap.words,
        a_share=round(overlap.a_share, 4),
        b_share=round(overlap.b_share, 4),
        runs=[
            LockedRun(
                words=run.words,
                a_start=run.a_start,
                a_end=run.a_end,
                b_start=run.b_start,
                b_end=run.b_end,
                digest=run.digest,
                excerpt=run.excerpt,
            )
            for run in overlap.runs
        ],
    )
