"""The words of an earlier version, and which of them another version has not."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup, escape
from rapidfuzz.distance import LCSseq

from generator.model import Role
from generator.prose import plain_text, read_recorded
from generator.render.views.renderer import Renderer
from generator.resolve.history import Change

# Words that are longer on average are those of a script without spaces.
_LONG = 15
_WORDS = re.compile(r"\S+")
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
    old, new = _pieces(was), _pieces(now)
    first: list[Markup] = []
    second: list[Markup] = []
    for step in LCSseq.opcodes(old, new):
        left, right = old[step.src_start : step.src_end], new[step.dest_start : step.dest_end]
        if step.tag == "equal":
            first.append(_joined(left, ""))
            second.append(_joined(right, ""))
            continue
        first += [_joined(left, "del")] if left else []
        second += [_joined(right, "ins")] if right else []
    return Markup("").join(first), Markup("").join(second)


def _pieces(text: str) -> list[str]:
    """The words with the space behind each; in a script without spaces its signs."""
    words = _WORDS.findall(text)
    if sum(map(len, words)) > _LONG * len(words):
        return [*text]
    return [f"{word} " for word in words]


def _joined(pieces: Iterable[str], tag: str) -> Markup:
    text = "".join(pieces)
    if not tag:
        return escape(text)
    bare = text.rstrip()
    return _MARKED[tag].format(bare, text[len(bare) :])
