"""Quotations held against archived copies: what `explainer verify` does."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator.diagnostics import Diagnostic, Edit
from generator.folding import VERSION, Normalised
from generator.index import SiteIndex
from generator.load import Document
from generator.model import Lock, LockedQuotation, LockedSource, Look, words_language
from generator.resolve import QuotationEntry
from generator.verify.copies import changed_copy, open_copy, touched_quotations
from generator.verify.lock import READABLE, is_as_verified, replace_quoted_words
from generator.verify.match import EXPLANATIONS, Located, NotLocated, Reason, locate
from generator.verify.near_miss import nearest_passage
from generator.verify.otherwise import in_case_of_copy, with_omission_marks
from generator.verify.readers import Archived, find, texts_of
from generator.verify.record import record
from generator.verify.review import review
from generator.verify.shared_text import shared_text, with_passages

_MOST_TRIED = 12
_MAY_BE_OTHERWISE = (Reason.NOWHERE, Reason.INSIDE, Reason.APART, Reason.EMPTY_MARK)
_INSERTION = re.compile(r"\[([^\[\]]*)\]")
_CODES = {
    Reason.SEVERAL: "ambiguous-quotation",
    Reason.DAMAGE: "damaged-quotation",
    Reason.REPLACES: "bad-mark",
    Reason.EMPTY_MARK: "bad-mark",
    Reason.TOUCHING: "bad-mark",
    Reason.DIGIT: "bad-mark",
    Reason.NUMBER: "bad-mark",
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a run of `explainer verify` found.

    Attributes:
        lock: what stands in the copies, and what is kept of the lock before.
        looks: quotations that a person should look at, since no machine sees a cut that changes
            the sense: id, why, and whether its words were not in the lock before.
        taken_over: copies that were accepted in the place of others, with what becomes of their
            quotations.
        compared: how many quotations were compared with a copy.
        notes: how copies were read, where there is something to say: the source's id, and what.
        unread: the ids of those that are kept from the lock, as their copy is not at hand or is
            another one.
    """

    lock: Lock
    looks: tuple[tuple[str, Look, bool], ...]
    taken_over: tuple[tuple[str, str], ...] = ()
    compared: int = 0
    unread: tuple[str, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Copies:
    """The copies that count; the ids of the sources whose lock entries stay as they are."""

    read: Mapping[str, Archived]
    kept: frozenset[str]
    taken_over: tuple[tuple[str, str], ...]


def compare(
    site: SiteIndex,
    lock: Lock | None,
    document_of: Callable[[str], Document],
    archive: Path,
    today: str,
    accept: Collection[str] = (),
) -> tuple[Comparison, list[Diagnostic]]:
    """Compare every quotation with the copy of its source.

    Args:
        site: the site.
        lock: its lock, which gives the dates of what has not changed since.
        document_of: gives the file of a source by its id.
        archive: the folder of copies.
        today: the date for what is verified anew, `YYYY-MM-DD`.
        accept: the sources whose copies count though they are not those of the lock.

    Returns:
        The new lock, which holds the quotations that stand in their copies; and what was wrong.
        Of a source with another copy than before, or with none, the lock says what it said.
    """
    old = lock or Lock(normaliser=VERSION)
    before = old if old.normaliser in READABLE else Lock(normaliser=VERSION)
    copies, problems = _read_all(site, archive, document_of, old, accept)
    quotations: dict[str, LockedQuotation] = {}
    looks: list[tuple[str, Look, bool]] = []
    unread: list[str] = []
    compared = 0
    for id, entry in site.quotations.items():
        archived = copies.read.get(entry.source)
        kept = before.quotations.get(id)
        if archived is None:
            if kept and entry.source in copies.kept and is_as_verified(entry, kept):
                version = kept.normaliser or before.normaliser
                older = {"normaliser": None if version == VERSION else version}
                quotations[id] = kept.model_copy(update=older)
                unread.append(id)
            continue
        compared += 1
        language = words_language(entry.quotation, site.sources[entry.source].source, site.settings)
        read = find(entry, archived.texts, language)
        found = read.found
        if isinstance(found, NotLocated):
            problems.append(
                _problem(entry, found, copies.read, document_of(entry.source), language)
            )
            continue
        locked = record(entry, found, read, archived.copy, language, today)
        is_same = old.sources.get(entry.source) == LockedSource(digest=archived.copy.digest)
        if kept and is_same and _says_the_same(kept, locked, before.normaliser):
            locked = locked.model_copy(update={"verified": kept.verified})
        quotations[id] = locked
        problems += review(entry, locked, language, document_of(entry.source))
        is_new = kept is None or (kept.words, kept.source) != (locked.words, locked.source)
        looks += [(id, why, is_new) for why in locked.looks]
    overlaps = shared_text(before, copies.read, copies.kept)
    new = Lock(
        normaliser=VERSION,
        sources=_digests(old, copies),
        quotations=with_passages(quotations, overlaps, copies.read),
        overlaps=overlaps,
    )
    taken = copies.taken_over
    notes = tuple((id, note) for id, each in copies.read.items() for note in each.copy.notes)
    return Comparison(new, tuple(looks), taken, compared, tuple(unread), notes), problems


def _says_the_same(kept: LockedQuotation, now: LockedQuotation, version: int) -> bool:
    """Whether a quotation stands where it stood; offsets of other rules are no others."""
    if (kept.words, kept.source) != (now.words, now.source):
        return False
    is_older = (kept.normaliser or version) != VERSION
    return is_older or (kept.start, kept.end) == (now.start, now.end)


def _digests(before: Lock, copies: _Copies) -> dict[str, LockedSource]:
    digests = {id: LockedSource(digest=each.copy.digest) for id, each in copies.read.items()}
    digests |= {id: each for id, each in before.sources.items() if id in copies.kept}
    return dict(sorted(digests.items()))


def _read_all(
    site: SiteIndex,
    archive: Path,
    document_of: Callable[[str], Document],
    before: Lock,
    accept: Collection[str],
) -> tuple[_Copies, list[Diagnostic]]:
    copies: dict[str, Archived] = {}
    kept: set[str] = set()
    taken_over: list[tuple[str, str]] = []
    problems = []
    for id, entry in site.sources.items():
        # Whoever has only some of the copies must not undo what was verified against the others.
        copy = open_copy(entry, archive, document_of(id))
        if isinstance(copy, Diagnostic):
            problems.append(copy)
            if copy.code in ("missing-copy", "changed-copy"):
                kept.add(id)
            continue
        archived = Archived(copy, texts_of(copy))
        locked = before.sources.get(id)
        if locked and locked.digest != copy.digest:
            own = {each.id: site.quotations[each.id] for each in entry.source.quotations}
            touched = touched_quotations(
                own,
                before.quotations,
                archived.texts,
                partial(words_language, source=entry.source, settings=site.settings),
            )
            if id not in accept:
                problems.append(changed_copy(id, copy.digest, touched, document_of(id)))
                kept.add(id)
                continue
            taken_over.append((id, touched))
        copies[id] = archived
    return _Copies(copies, frozenset(kept), tuple(taken_over)), problems


def _problem(
    entry: QuotationEntry,
    found: NotLocated,
    copies: Mapping[str, Archived],
    document: Document,
    language: str,
) -> Diagnostic:
    code = _CODES.get(found.reason, "misquotation")
    told = EXPLANATIONS[found.reason].format(count=found.count)
    message = f"'{entry.quotation.id}': {told}"
    advice = ""
    fix: tuple[Edit, ...] = ()
    text = copies[entry.source].text
    if found.reason is Reason.REPLACES and (exact := with_omissions(entry, text, language)):
        advice = f"Say that words are left out: write “{exact}”."
        fix = replace_quoted_words(entry, document, exact)
    elif found.reason in _MAY_BE_OTHERWISE and (
        exact := with_omission_marks(entry.quotation, text, language)
    ):
        code = "bad-mark"
        message = f"'{entry.quotation.id}': words are left out, and no '[…]' says so"
        advice = f"Other dots are words of the source. Write “{exact}”."
        fix = replace_quoted_words(entry, document, exact)
    elif found.reason in (Reason.NOWHERE, Reason.INSIDE, Reason.APART):
        if exact := in_case_of_copy(entry.quotation, text, language):
            message = f"'{entry.quotation.id}': these words stand in the copy with other capitals"
            advice = f"Capitals and small letters must be as in the copy. Write: {exact}"
        else:
            advice = _elsewhere(entry, copies, language) or _nearest(entry, text)
    return document.problem(code, entry.words, message, advice, fix)


def with_omissions(entry: QuotationEntry, text: Normalised, language: str) -> str:
    """The words with `[…]` before each insertion that hides words of the source, if that passes."""
    exact = entry.quotation.exact
    marks = [mark for mark in _INSERTION.finditer(exact) if mark[1].strip(" .…")]
    quotation = entry.quotation
    for mark in [*reversed(marks[:_MOST_TRIED]), None]:
        # One that stands for a pronoun, or for nothing, stays as it is.
        tried = exact if mark is None else f"{exact[: mark.start()]}[…] {exact[mark.start() :]}"
        found = locate(tried, text, quotation.prefix, quotation.suffix, language)
        if isinstance(found, Located):
            return tried
    everywhere = _INSERTION.sub(
        lambda mark: f"[…] {mark[0]}" if mark[1].strip(" .…") else mark[0], exact
    )
    found = locate(everywhere, text, quotation.prefix, quotation.suffix, language)
    return everywhere if isinstance(found, Located) else ""


def _elsewhere(entry: QuotationEntry, copies: Mapping[str, Archived], language: str) -> str:
    for id, archived in copies.items():
        if id != entry.source and isinstance(
            locate(entry.quotation.exact, archived.text, language=language), Located
        ):
            return f"They stand in the source '{id}': move the quotation there."
    return ""


def _nearest(entry: QuotationEntry, text: Normalised) -> str:
    near = nearest_passage(entry.quotation.exact, text)
    if near is None:
        return ""
    return f"Nearest is: {' '.join(near.shown)}. If that is meant, write: {near.passage}"
