"""A passage as it is offered to an editor: where it stands, and how it is cited or quoted."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from generator.authoring.passages import find_passages
from generator.authoring.suggestions.keys import Asked, keys, weighted
from generator.authoring.suggestions.shelf import Copies, Window
from generator.authoring.surroundings import surroundings
from generator.diagnostics.safe_text import safe_text
from generator.folding import Normalised, normalised
from generator.folding.words import words
from generator.model import Quotation

CONFIG_FILE = Path("mkdocs.yml")
"""Where the commands look if nobody names another file."""
# So many characters around a passage are shown.
_AROUND = 120
# A quotation of so much of a passage stands for it.
_MOST_OF_IT = 0.8


class Quotable(NamedTuple):
    """What `explainer quote` is told: the words, and which of several places; 0 if there is one."""

    words: str
    place: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A passage that could support a sentence.

    Attributes:
        source: the source's id.
        short: the name that tables use for it.
        copy: the file name of its copy; empty where that is not at hand.
        line: the line of the copy's text in which the passage begins; 0 without a copy.
        before: what stands before it.
        words: the passage, as the source has it.
        after: what stands behind it.
        quotations: the ids of the quotations in it, first what has most of the sentence's words.
        is_quoted: whether the first of these is most of the passage.
        quotable: how `explainer quote` takes it; None if it does not, or it is quoted.
        score: how well it fits: higher is better, and nothing more.
    """

    source: str
    short: str
    copy: str
    line: int
    before: str
    words: str
    after: str
    quotations: tuple[str, ...]
    is_quoted: bool
    quotable: Quotable | None
    score: float


def offer(copies: Copies, asked: Asked, window: Window, score: float) -> Suggestion:
    """A passage as it is offered.

    Args:
        copies: where it comes from.
        asked: the sentence.
        window: the passage.
        score: how well it fits.
    """
    id = window.held.source
    source = copies.sources[id].model
    own = weighted(asked)
    quoted = sorted(window.quotations, key=lambda each: (-_shared(own, each), each.id))
    ids = tuple(each.id for each in quoted)
    texts = None if window.held.is_quotation else copies.texts(id)
    copy = texts and (texts.rendered if window.held.is_rendered else texts.static)
    if not copy:
        return Suggestion(id, source.short, "", 0, "", window.text, "", ids, bool(ids), None, score)
    is_quoted = bool(quoted) and _is_most(quoted[0], window.text)
    around = surroundings(copy, window.start, window.end)
    first, _ = copy.span(window.start, window.end)
    return Suggestion(
        source=id,
        short=source.short,
        copy=copies.file_name(id),
        line=copy.original.count("\n", 0, first) + 1,
        before=_end_of(around.before),
        words=around.words,
        after=_beginning_of(around.after),
        quotations=ids,
        is_quoted=is_quoted,
        quotable=None if is_quoted else _quotable(window, copy, source.language),
        score=score,
    )


def quote_command(
    suggestion: Suggestion, archive: Path | None = None, config_file: Path = CONFIG_FILE
) -> list[str] | None:
    """The command that makes a passage a quotation.

    Args:
        suggestion: the passage.
        archive: the folder of copies, if it is not the site's own.
        config_file: the site's mkdocs.yml, as it was typed.

    Returns:
        None if no command does, or if it cannot be shown.
    """
    if suggestion.quotable is None:
        return None
    words, place = suggestion.quotable
    options = ["--source", suggestion.source]
    if place:
        options += ["--place", str(place)]
    if archive:
        options += ["--archive", str(archive)]
    if config_file != CONFIG_FILE:
        options += ["-f", str(config_file)]
    ends = ["--"] if words.startswith("-") else []
    command = ["explainer", "quote", *options, *ends, words]
    return command if safe_text(shlex.join(command)) == shlex.join(command) else None


def _shared(own: Mapping[str, float], quotation: Quotation) -> float:
    """How much of a sentence's words a quotation has."""
    text = f"{quotation.exact} {quotation.translation or ''}"
    return sum(own.get(key, 0) for key in dict.fromkeys(keys(words(text))))


def _is_most(quotation: Quotation, passage: str) -> bool:
    whole = len(passage.strip("\"'.,;:!? "))
    return len(normalised(quotation.exact)) >= _MOST_OF_IT * whole


def _quotable(window: Window, copy: Normalised, language: str | None) -> Quotable | None:
    """The source's own words as the command finds them at this place."""
    wanted = window.text
    if wanted.count('"') % 2:
        wanted = wanted.strip('" ')
    found = find_passages(wanted, copy, language)
    if not isinstance(found, list):
        return None
    for place, passage in enumerate(found, 1):
        if window.start <= passage.start and passage.end <= window.end:
            return Quotable(passage.exact, place if len(found) > 1 else 0)
    return None


def _end_of(text: str) -> str:
    if len(text) <= _AROUND:
        return text
    cut = text[-_AROUND:]
    return f"…{cut[cut.find(' ') + 1 :]}"


def _beginning_of(text: str) -> str:
    if len(text) <= _AROUND:
        return text
    cut = text[:_AROUND]
    return f"{cut[: cut.rfind(' ')] if ' ' in cut.strip() else cut}…"
