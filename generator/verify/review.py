"""What a reviewer has to look at.

That is marks that may change what a source says, and words that only one reader of the copy sees.

Each is a warning until somebody has accepted it by name in the source's file. It is read from the
lock, so that a build without the archive says the same as `explainer verify`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from generator.diagnostics import Diagnostic, Place
from generator.digests import sha256_hex
from generator.load import Document
from generator.model import LockedQuotation, Loss, Reader
from generator.resolve import QuotationEntry
from generator.verify.function_words import has_negations
from generator.verify.omissions import drops_a_negation

RULES = 1
"""The version of the rules of marks; quotations with marks that were verified under another are
verified again."""

_WRITE = "Write it so that it says what the source says. If it does"
_LOOK = "Look at the page itself. If whoever reads it sees these words"
_ONE_READER = {
    Reader.STATIC_ALONE: "these words stand in the page as it was sent, and the browser that "
    "looked at it did not show them",
    Reader.RENDERED: "the browser that looked at the page showed these words, and they do not "
    "stand in it as it was sent",
}


def fingerprint(locked: LockedQuotation) -> str:
    """Twelve digits for a quotation's words with its marks and all that they stand for.

    Where not every reader of the copy sees the words, they stand for that too.
    """
    what = [
        locked.exact,
        [each.model_dump(mode="json") for each in locked.insertions],
        [each.model_dump(mode="json") for each in locked.omissions],
    ]
    if locked.reader != Reader.STATIC:
        what.append(locked.reader.value)
    return sha256_hex(json.dumps(what, ensure_ascii=False))[:12]


def review(
    entry: QuotationEntry, locked: LockedQuotation, language: str, document: Document
) -> list[Diagnostic]:
    """The warnings that a verified quotation gives.

    Args:
        entry: the quotation.
        locked: what the lock says of it.
        language: the language of its words.
        document: its source's file.

    Returns:
        Nothing where there is nothing to look at, or somebody has accepted it.
    """
    accepted = entry.quotation.accepted
    now = fingerprint(locked)
    if accepted and accepted.of == now:
        return []
    told = list(findings(locked, language))
    accepting = f"accepted: {{by: NAME, on: YYYY-MM-DD, of: {now}}}"
    accept = f"a reviewer says so in the quotation: '{accepting}'."
    found = [
        document.problem(
            code,
            _narrowed(entry.words, mark, document),
            f"'{entry.quotation.id}': {text}",
            f"{_LOOK if code == 'readers-disagree' else _WRITE}, {accept}",
        )
        for code, mark, text in told
    ]
    if accepted:
        message = (
            f"'{entry.quotation.id}': what {accepted.by} accepted on {accepted.on} has changed"
            if told
            else f"'{entry.quotation.id}': there is nothing to accept"
        )
        found.append(document.problem("stale-acceptance", entry.place, message))
    return found


def findings(locked: LockedQuotation, language: str) -> Iterator[tuple[str, str, str]]:
    """Code, mark and message of each thing to look at; the whole quotation has no mark."""
    if locked.reader in _ONE_READER:
        yield "readers-disagree", "", _ONE_READER[locked.reader]
    for put in locked.insertions:
        mark = f"[{put.inserted}]"
        if drops_a_negation(put.inserted, language):
            yield "inserted-negation", mark, f"{mark} puts a negation into the source's words"
        if put.covers:
            yield (
                "covering-insertion",
                mark,
                f"{mark} stands where the source says '{put.covers}'",
            )
    for left in locked.omissions:
        if Loss.NEGATION in left.loses:
            why = (
                "a negation is left out"
                if has_negations(language)
                else f"whether a negation is left out nobody can tell: there is no list for "
                f"the language '{language}'"
            )
            yield "omitted-negation", "[…]", why
        if Loss.PARAGRAPH_END in left.loses or Loss.SENTENCE_END in left.loses:
            what = "paragraph" if Loss.PARAGRAPH_END in left.loses else "sentence"
            yield "crossing-omission", "[…]", f"what is left out crosses the end of a {what}"


def _narrowed(words: Place, mark: str, document: Document) -> Place:
    """The place of a mark in a quotation, where it stands in the quotation's first line once."""
    if not mark or not 0 < words.line <= len(document.lines):
        return words
    row = document.lines[words.line - 1]
    for written in (mark, mark.replace("…", "...")):
        at = row.find(written, words.column - 1)
        if at >= 0:
            return replace(words, column=at + 1, width=len(written))
    return words
