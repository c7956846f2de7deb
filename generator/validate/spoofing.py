"""Checks beyond the model: reserved ids, spoofed names, invisible characters, denied hosts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.diagnostics import Diagnostic, Place, found
from generator.load import Document, Scalar, Trail, plain_value
from generator.load.parse import BAD_CHARACTER
from generator.load.text import MAX_PROBLEMS, too_many_problems
from generator.load.tree import scalars
from generator.model import SiteSettings
from generator.model.base import LONGEST_ID, Model
from generator.model.hosts import find_denied_addresses, host_problem, known_hosts
from generator.model.ids import RESERVED_NAMES, reserved_name
from generator.model.invisible import find_needless_invisible
from generator.model.lookalikes import is_confusable
from generator.model.spoofing import NAMES, QUOTED, field_of, latin_lookalike, names, texts
from generator.validate.content import Entry

_ASCII = bytes(range(128))


def non_ascii_characters(document: Document) -> set[str]:
    """Return the characters of a file that are not ASCII, also those written as escapes."""
    if "\\" in document.lines.text:
        return {char for node in scalars(document.root) for char in node.text if not char.isascii()}
    # Nearly all that stands there is ASCII, which goes away at once.
    rest = document.lines.text.encode().translate(None, _ASCII)
    return set(rest.decode())


def check_file_id(document: Document) -> Iterator[Diagnostic]:
    """Report an id that cannot be the name of the pages made from the file."""
    id = document.id
    why, advice = reserved_name(id), ""
    if why:
        advice = f"Give it another name than {', '.join(RESERVED_NAMES)}."
    if len(id) > LONGEST_ID:
        why = f"it has {len(id)} characters, and {LONGEST_ID} are allowed"
    if why:
        message = f"'{id}' cannot be the id of a file: {why}"
        yield document.problem("bad-name", Place(document.path), message, advice)


def check_invisible_characters(document: Document) -> Iterator[Diagnostic]:
    """Report invisible characters, whatever else is wrong with the file."""
    left = MAX_PROBLEMS
    for node in scalars(document.root):
        for start, char in find_needless_invisible(node.text):
            if BAD_CHARACTER.match(char):  # which the loader has refused
                continue
            row, column = _spot(node.text, start)
            place = document.place_of(node, row, column, 1)
            if not left:
                yield too_many_problems(place, document.lines[place.line - 1])
                return
            left -= 1
            name = unicodedata.name(char, "")
            message = f"nobody sees the character U+{ord(char):04X} {name}".rstrip()
            yield document.problem("invisible-character", place, message)


class LookAlike(NamedTuple):
    """A name in other letters, and the name in Latin letters that a reader takes it for."""

    like: str
    name: str
    place: Place
    line: str


def look_alikes(document: Document, model: Model) -> Iterator[LookAlike]:
    """The names of a file that look like names in Latin letters, whether there are such or not."""
    if any(map(is_confusable, non_ascii_characters(document))):
        for steps, name in names(model):
            if like := latin_lookalike(name):
                place = place_of_words(document, steps, name)
                line = document.lines[place.line - 1] if place.line else ""
                yield LookAlike(like, name, place, line)


def plain_names(document: Document) -> dict[str, str]:
    """The names of a file in ASCII, by their small letters."""
    found: dict[str, str] = {}
    waiting: list[object] = [plain_value(document.root)]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting += [each for each in value if not isinstance(each, str)]
            continue
        for key, inner in value.items() if isinstance(value, dict) else ():
            if isinstance(inner, str):
                some = [inner] if key in NAMES else []
            else:
                waiting.append(inner)
                is_names = key in NAMES and isinstance(inner, list)
                some = [each for each in inner if isinstance(each, str)] if is_names else []
            found |= {name.strip().casefold(): name.strip() for name in some if name.isascii()}
    return found


def look_alike_problems(
    alike: Iterable[LookAlike], known: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """Names in other letters that look like a name in Latin letters that the site has as well.

    Args:
        alike: what `look_alikes` gives for all files.
        known: what `plain_names` gives for all of them.
    """
    for each in alike:
        if each.like in known:
            message = (
                f"'{each.name}' looks like '{known[each.like]}', and is written in other letters"
            )
            yield found("look-alike", each.place, message, line=each.line)


def wrong_hosts(site: Entry[SiteSettings]) -> Iterator[Diagnostic]:
    """What `never_link` holds that is no host."""
    for at, host in enumerate(site.model.never_link):
        if why := host_problem(host):
            place = site.document.place(("never_link", at))
            yield site.document.problem("bad-host", place, f"'{host[:60]}' is no host: {why}")


def check_denied_addresses(document: Document, never_link: Sequence[str]) -> Iterator[Diagnostic]:
    """Addresses that lead where the site may not link to, in every text but quoted words."""
    if not never_link or not may_have_addresses(document):
        return
    hosts = known_hosts(never_link)
    for steps, text in texts(plain_value(document.root)):
        if field_of(steps) in QUOTED or steps[:1] == ("never_link",):
            continue
        for each in find_denied_addresses(text, hosts):
            place = document.place(steps, each.row, each.start, each.width)
            message = f"the site never links to '{each.host}'"
            yield document.problem("denied-address", place, message)


def may_have_addresses(document: Document) -> bool:
    """Whether anything in a file can be an address, written out or in codes for characters."""
    text = document.lines.text
    return "://" in text or "\\" in text or "&" in text or "mailto:" in text.lower()


def place_of_words(document: Document, trail: Trail, words: str) -> Place:
    """The place of words in a value; of the value if they do not stand there as such."""
    node = document.node(trail)
    if not isinstance(node, Scalar) or words not in node.text:
        return document.place(trail)
    row, column = _spot(node.text, node.text.index(words))
    return document.place_of(node, row, column, len(words))


def _spot(text: str, at: int) -> tuple[int, int]:
    """The row and the column of a character, from 0."""
    return text.count("\n", 0, at), at - text.rfind("\n", 0, at) - 1
