"""What breaks no rule of the model: names that no file may have, what deceives, hosts to avoid."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import chain
from typing import Any

from generator.diagnostics import Diagnostic, Place
from generator.load import Document, Documents, Scalar, Trail, plain_value
from generator.load.parse import BAD_CHARACTER
from generator.load.text import MAX_PROBLEMS, too_many
from generator.load.tree import scalars
from generator.model import SiteSettings
from generator.model.base import LONGEST_ID
from generator.model.doubts import QUOTED, field_of, names, taken_for, texts
from generator.model.hosts import denied_in, host_problem, known_hosts
from generator.model.ids import reserved_name
from generator.model.invisible import needless
from generator.model.lookalikes import passes_for_another
from generator.validate.content import Content, Entry

_ASCII = bytes(range(128))


def signs(document: Document) -> set[str]:
    """The characters of a file that are not ASCII, those among them that codes in it make."""
    if "\\" in document.lines.text:
        return {char for node in scalars(document.root) for char in node.text if not char.isascii()}
    # Nearly all that stands there is ASCII, which goes away at once.
    rest = document.lines.text.encode().translate(None, _ASCII)
    return set(rest.decode())


def names_of_files(document: Document) -> Iterator[Diagnostic]:
    """What keeps the file's id from being the name of the pages that are made of it."""
    id = document.id
    why = reserved_name(id)
    if len(id) > LONGEST_ID:
        why = f"it has {len(id)} characters, and {LONGEST_ID} are allowed"
    if why:
        message = f"'{id}' cannot be the id of a file: {why}"
        yield document.problem("bad-name", Place(document.path), message)


def unseen(document: Document) -> Iterator[Diagnostic]:
    """Characters that nobody sees, whatever else is wrong with the file."""
    left = MAX_PROBLEMS
    for node in scalars(document.root):
        for start, char in needless(node.text):
            if BAD_CHARACTER.match(char):  # which the loader has refused
                continue
            row, column = _spot(node.text, start)
            place = document.place_of(node, row, column, 1)
            if not left:
                yield too_many(place, document.lines[place.line - 1])
                return
            left -= 1
            name = unicodedata.name(char, "")
            message = f"nobody sees the character U+{ord(char):04X} {name}".rstrip()
            yield document.problem("invisible-character", place, message)


def taken_for_others(content: Content) -> Iterator[Diagnostic]:
    """Names in other letters that look like a name in Latin letters that the site has as well."""
    files: list[Entry[Any]] = [*content.sources, *content.terms, *content.stories]
    alike = [
        (like, entry.document, steps, name)
        for entry in files
        if any(map(passes_for_another, signs(entry.document)))
        for steps, name in names(entry.model)
        if (like := taken_for(name))
    ]
    plain = chain.from_iterable(names(entry.model) for entry in files) if alike else ()
    known = {name.casefold(): name for _, name in plain if name.isascii()}
    for like, document, steps, name in alike:
        if like in known:
            message = f"'{name}' looks like '{known[like]}', and is written in other letters"
            place = place_of_words(document, steps, name)
            yield document.problem("look-alike", place, message)


def denied(site: Entry[SiteSettings] | None, documents: Documents) -> Iterator[Diagnostic]:
    """Addresses that lead where the site may not link to, in every text but quoted words."""
    if site is None or not site.model.never_link:
        return
    for at, host in enumerate(site.model.never_link):
        if why := host_problem(host):
            place = site.document.place(("never_link", at))
            yield site.document.problem("bad-host", place, f"'{host[:60]}' is no host: {why}")
    hosts = known_hosts(site.model.never_link)
    for document in (site.document, *documents.sources, *documents.terms, *documents.stories):
        if not may_have_addresses(document):
            continue
        for steps, text in texts(plain_value(document.root)):
            if field_of(steps) in QUOTED or steps[:1] == ("never_link",):
                continue
            for found in denied_in(text, hosts):
                place = document.place(steps, found.row, found.start, found.width)
                message = f"the site never links to '{found.host}'"
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
