"""Words that an editor looks for → the passages of a copy that they are, ready to be quoted.

What comes out is the source's own text, never the editor's; and each passage is held against the
copy once more, exactly as `explainer verify` will.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.authoring.ids import unused_id
from generator.folding import DROPPED, Normalised, normalised
from generator.verify.chains import Span, chains
from generator.verify.marks import parts, whole
from generator.verify.match import EXPLANATIONS, Located, Reason, locate

if TYPE_CHECKING:
    from generator.verify.near_miss import NearMiss

MOST_PASSAGES = 20
"""Of words that stand more often, only the first passages are offered."""

FIELD_ORDER = (
    "id", "exact", "speaker", "role", "attributed_to", "language", "translation", "prefix",
    "suffix", "note",
)  # fmt: skip
"""The fields of a quotation that an editor's words make, in the order in which they are written."""

_MOST_CONTEXT = 40
_ID_WORDS = 4
_ID_LENGTH = 48
_PARAGRAPH = re.compile(r"\n\s*\n")
_LOOK_BACK = 3_000
_DOUBLE = frozenset("“”„‟«»\"＂″")  # fmt: skip
_OUTER = re.compile(r'"([^"]+)"')


@dataclass(frozen=True, slots=True)
class Passage:
    """One place in a copy.

    `exact` is the source's own text on one line; `prefix` and `suffix` tell it apart from the same
    words elsewhere, if there are any. `is_speech` says whether it stands in quotation marks.
    `start` and `end` are offsets in the copy's normalised text; `shown` is the text around it.
    """

    exact: str
    prefix: str
    suffix: str
    is_speech: bool
    start: int
    end: int
    shown: tuple[str, str]


def find_passages(
    words: str, copy: Normalised, language: str | None = None
) -> list[Passage] | Reason:
    """Find words as they stand in a copy.

    Args:
        words: what an editor typed or pasted; `[…]` may stand for words left out.
        copy: the archived text.
        language: the source's language.

    Returns:
        Every place where they stand, the first `MOST_PASSAGES`; or why there is none.
    """
    wanted = normalised(words)
    if quoted := _OUTER.fullmatch(wanted):  # the marks around a speaker's words are left out
        wanted = quoted[1].strip().rstrip(",")
    if not wanted:
        return Reason.EMPTY
    found = locate(wanted, copy, language=language)
    if not isinstance(found, Located) and found.reason is not Reason.SEVERAL:
        return found.reason
    ways = chains(whole(wanted), copy) or chains(parts(wanted, language), copy, language)
    made = [_passage(wanted, way, ways, copy, language) for way in ways[:MOST_PASSAGES]]
    return [passage for passage in made if passage]


def find_passages_between(first: str, last: str, copy: Normalised) -> list[Passage]:
    """Return the passages that begin with `first` and end with `last`."""
    wanted = parts(f"{normalised(first)} [...] {normalised(last)}")
    if len(wanted.pieces) != 2:
        return []
    found = []
    for way in chains(wanted, copy)[:MOST_PASSAGES]:
        span = (way[0][0], way[-1][1])
        exact = copy.text[span[0] : span[1]]
        ways = chains(whole(exact), copy)
        found.append(_passage(exact, (span,), ways, copy))
    return [passage for passage in found if passage]


def near_miss(words: str, copy: Normalised) -> NearMiss | None:
    """The passage most like words that do not stand there; it never passes for them."""
    from generator.verify.near_miss import nearest_passage  # noqa: PLC0415 - slow to import

    return nearest_passage(words, copy)


def explain_no_match(reason: Reason) -> str:
    """Say why no passage was found; the text goes on from the words that were searched."""
    return EXPLANATIONS[reason].format(count="several")


def new_quotation_id(source: str, exact: str, taken: Collection[str]) -> str:
    """Return an unused id, made of the source's id and the first words of the quotation."""
    plain = unicodedata.normalize("NFKD", exact.lower())
    plain = re.sub(r"['’´`]|[\u0300-\u036f]", "", plain)
    id = source
    for word in re.findall(r"[a-z0-9]+", plain)[:_ID_WORDS]:
        if len(id) + len(word) < _ID_LENGTH or id == source:
            id += f"-{word[:_ID_LENGTH]}"
    if id == source:
        id += "-1"
    return unused_id(id, taken)


def quotation_fields(id: str, passage: Passage, said: Mapping[str, str]) -> dict[str, str]:
    """The fields of a passage's quotation in the order in which they are written.

    Args:
        id: its id.
        passage: the passage.
        said: what an editor says of it; what a quotation cannot hold is left out.
    """
    texts = {
        **said,
        "id": id,
        "exact": passage.exact,
        "prefix": passage.prefix,
        "suffix": passage.suffix,
    }
    return {name: texts[name] for name in FIELD_ORDER if texts.get(name)}


def _passage(
    wanted: str,
    way: tuple[Span, ...],
    ways: list[tuple[Span, ...]],
    copy: Normalised,
    language: str | None = None,
) -> Passage | None:
    """A place as it can be quoted; None where no context tells it apart from the others."""
    start, end = way[0][0], way[-1][1]
    exact = _with_own_words(wanted, way, copy)
    others = [(each[0][0], each[-1][1]) for each in ways]
    for prefix, suffix in _contexts((start, end), others, copy):
        found = locate(exact, copy, prefix, suffix, language)
        if isinstance(found, Located) and (found.start, found.end) == (start, end):
            speech = _is_speech(copy, start, end)
            around = _around(copy, start, end)
            return Passage(exact, prefix, suffix, speech, start, end, around)
    return None


def _with_own_words(wanted: str, way: tuple[Span, ...], copy: Normalised) -> str:
    """The words with each piece as the source has it, the editor's marks between them."""
    made, at = "", 0
    for start, end in way:
        piece = copy.text[start:end]
        here = wanted.find(piece, at)
        if here < 0:  # its first letters stand in brackets, in the other case
            return " ".join(wanted.replace("[...]", "[…]").split())
        made += wanted[at:here] + _own(copy, start, end)
        at = here + len(piece)
    return " ".join((made + wanted[at:]).replace("[...]", "[…]").split())


def _own(copy: Normalised, start: int, end: int) -> str:
    """The source's own text on one line, without what nobody sees."""
    first, last = copy.span(start, end)
    seen = "".join(sign for sign in copy.original[first:last] if sign not in DROPPED)
    return " ".join(seen.split())


def _contexts(here: Span, places: list[Span], copy: Normalised) -> Iterator[tuple[str, str]]:
    """Prefixes and suffixes that tell the place apart, the shortest first."""
    text, (start, end) = copy.text, here
    others = [place for place in places if place != here]
    if not others:
        yield "", ""
        return
    before = text[max(0, start - 1_500) : start].split()
    after = text[end : end + 1_500].split()
    for count in range(1, _MOST_CONTEXT + 1):
        left = _words_before(text, start, before[-count:])
        right = _words_after(text, end, after[:count])
        for low, high in ((left, end), (start, right), (left, right)):
            prefix, suffix = text[low:start].strip(), text[end:high].strip()
            if (prefix or suffix) and not any(
                _fits(text, other, prefix, suffix) for other in others
            ):
                yield (
                    _own(copy, low, start) if prefix else "",
                    (_own(copy, end, high) if suffix else ""),
                )


def _words_before(text: str, start: int, words: list[str]) -> int:
    return max(0, start - len(" ".join(words)) - (text[start - 1 : start] == " "))


def _words_after(text: str, end: int, words: list[str]) -> int:
    return end + len(" ".join(words)) + (text[end : end + 1] == " ")


def _fits(text: str, place: Span, prefix: str, suffix: str) -> bool:
    start, end = place
    return any(text.endswith(each, 0, start) for each in (prefix, f"{prefix} ")) and any(
        text.startswith(each, end) for each in (suffix, f" {suffix}")
    )


def _is_speech(copy: Normalised, start: int, end: int) -> bool:
    """Whether a quotation mark was opened in this paragraph and is still open here."""
    first, last = copy.span(start, end)
    text = copy.original
    low = max(0, first - _LOOK_BACK)
    breaks = [found.end() for found in _PARAGRAPH.finditer(text, low, first)]
    before = text[breaks[-1] if breaks else low : first]
    if sum(sign in _DOUBLE for sign in before) % 2:
        return True
    left, right = before[-1:], text[last : last + 2].lstrip(",.")[:1]
    return left in ("‘", "'") and right in ("’", "'")


def _around(copy: Normalised, start: int, end: int) -> tuple[str, str]:
    low, high = max(0, start - 60), min(len(copy.text), end + 60)
    return _own(copy, low, start), _own(copy, end, high)
