"""The words of an earlier version, and which of them another version has not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape
from rapidfuzz.distance import LCSseq

from generator.model import Role
from generator.prose import plain_text, read_recorded
from generator.render.views.renderer import Renderer
from generator.resolve.history import Change

# Words that are longer on average are those of a script without spaces.
_LONG = 15
# A word with the space behind it.
_WORD = re.compile(r"\S+\s*")
_MARKED = {"del": Markup("<del>{}</del>{}"), "ins": Markup("<ins>{}</ins>{}")}


def shown_words(renderer: Renderer, change: Change, written: str) -> str:
    """A sentence or a heading as plain text, with what is said of it beside its words."""
    if not written:
        return ""
    if change.is_heading:
        return heading_words(renderer, change.address, written)
    line = read_recorded(written)
    labels = [plain_text(line.nodes).strip()]
    if line.editor:
        labels.append(f"[{renderer.wording.text('editor’s words')}]")
    if line.derived:
        told = renderer.wording.text("worked out: {how}").format(how=line.derived)
        labels.append(f"[{told}]")
    return " ".join(labels)


def is_date(address: str) -> bool:
    """Whether the date of an event or an operation has this address."""
    return address.count(".") == 3 and address.startswith(("h.e.", "h.o."))


def heading_words(renderer: Renderer, address: str, written: str) -> str:
    """A heading in words: dates, countries and roles are told in the site's language."""
    if is_date(address):
        try:
            return renderer.wording.date(written)
        except ValueError:
            return written
    if address.startswith("h.p.") and written in set(Role):
        country = renderer.wording.country(address.split(".")[3].upper())
        return f"{country}: {renderer.wording.word(Role(written))}"
    return written


def marked_words(was: str, now: str) -> tuple[Markup, Markup]:
    """Two texts, with the words marked that the other has not.

    Args:
        was: what was said; empty if nothing was.
        now: what is said; empty if nothing is.
    """
    if not was or not now:
        return escape(was), escape(now)
    is_spaced = _is_spaced(f"{was} {now}")
    old, new = (_WORD.findall(each) if is_spaced else [*each] for each in (was, now))
    first: list[Markup] = []
    second: list[Markup] = []
    for is_same, left, right in _stretches(old, new):
        first.append(_joined(left, "" if is_same else "del"))
        second.append(_joined(right, "" if is_same else "ins"))
    return Markup("").join(first), Markup("").join(second)


class _Stretch(NamedTuple):
    """What both texts have, or what each has in its place."""

    is_same: bool
    was: list[str]
    now: list[str]

    @property
    def is_replaced(self) -> bool:
        """Whether words of one stand for words of the other."""
        return not self.is_same and bool(self.was and self.now)


def _stretches(old: Sequence[str], new: Sequence[str]) -> list[_Stretch]:
    """Both texts cut into what they share and what they do not, in turn.

    A single word that stays between others that are replaced counts as one of these.
    """
    cut: list[_Stretch] = []
    for step in LCSseq.opcodes(old, new):
        was, now = [*old[step.src_start : step.src_end]], [*new[step.dest_start : step.dest_end]]
        _add(cut, _Stretch(step.tag == "equal", was, now))
    merged: list[_Stretch] = []
    for at, each in enumerate(cut):
        sides = cut[max(0, at - 1) : at + 2]
        is_lone = len(each.was) == 1 and len(sides) == 3 and sides[0].is_replaced
        is_lone = is_lone and sides[2].is_replaced
        _add(merged, _Stretch(each.is_same and not is_lone, each.was, each.now))
    return merged


def _add(cut: list[_Stretch], more: _Stretch) -> None:
    if cut and cut[-1].is_same is more.is_same:
        last = cut.pop()
        more = _Stretch(last.is_same, last.was + more.was, last.now + more.now)
    cut.append(more)


def _is_spaced(text: str) -> bool:
    """Whether spaces part the words of a text; in some scripts there are none."""
    words = text.split()
    return sum(map(len, words)) <= _LONG * len(words)


def _joined(pieces: Iterable[str], tag: str) -> Markup:
    text = "".join(pieces)
    if not tag or not text:
        return escape(text)
    bare = text.rstrip()
    return _MARKED[tag].format(bare, text[len(bare) :])
