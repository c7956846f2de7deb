"""search: the site → the files that its search reads, loaded piece by piece and only on use.

`assets/search.js` in the theme reads them as scripts, because a page that is opened from the disk
may load nothing else. Each calls one function, `sxSearch(NAME, VERSION, VALUE)`; its value is data.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from generator.pages import WrittenPage
from generator.render.links import Links
from generator.render.page import DataFile
from generator.render.search.entries import Entry, Row, rows
from generator.render.search.index import (
    MOST,
    beginnings,
    chunked_texts,
    chunked_words,
    in_digits,
    inverted,
    numbered,
)
from generator.render.search.labels import labels
from generator.render.views import Renderer

__all__ = ["FOLDER", "search_data", "search_files"]

FOLDER = "assets/search"
"""Where the files lie in the site."""


def search_files(renderer: Renderer, written: Sequence[WrittenPage]) -> list[DataFile]:
    """The files of the site's search.

    Args:
        renderer: what the pages are made with.
        written: the hand-written pages.
    """
    made = rows(renderer, written)
    origin = renderer.site.place.file
    values = search_data(made, renderer.links, labels(renderer.wording))
    return [DataFile(path, data, origin) for path, data in values.items()]


def search_data(
    made: Sequence[Row], links: Links, words: Mapping[str, str], most: int = MOST
) -> dict[str, bytes]:
    """The files for some entries, by path: `start.js`, `words/N.js` and `texts/N.js`.

    Args:
        made: the entries.
        links: how links are written.
        words: the labels of the search box.
        most: a word in more entries than this is looked for in titles alone.
    """
    word_chunks = list(chunked_words(inverted(made, most)))
    text_chunks = list(chunked_texts(numbered(made)))
    values: dict[str, Any] = {
        "start": {
            "rows": [_row(row, made) for row in made],
            "words": " ".join(beginnings(word_chunks)),
            "texts": "".join(in_digits(len(chunk)) for chunk in text_chunks),
            "labels": words,
        }
    }
    for at, chunk in enumerate(word_chunks):
        values[f"words/{at}"] = [" ".join(chunk.words), " ".join(chunk.numbers)]
    for at, entries in enumerate(text_chunks):
        values[f"texts/{at}"] = _texts(links, entries)
    written = {name: _script_data(value) for name, value in values.items()}
    version = _version(written.values())
    return {
        f"{FOLDER}/{name}.js": f'sxSearch("{name}","{version}",{data})\n'.encode()
        for name, data in written.items()
    }


def _row(row: Row, made: Sequence[Row]) -> list[Any]:
    """A row's kind, its number of entries, its weight; what it belongs to, and how many each."""
    shown: list[Any] = [row.kind, len(row.entries), row.weight]
    if row.of is None:
        return shown
    counts = [0] * len(made[row.of].entries)
    for entry in row.entries:
        counts[entry.head] += 1
    return [*shown, row.of, "".join(map(in_digits, counts))]


def _texts(links: Links, entries: Sequence[Entry]) -> list[Any]:
    """The pages of a chunk (link, title, language), and its entries.

    An entry is: number of its page, anchor, text, note, language; what is empty at the end is
    left out.
    """
    places = list(dict.fromkeys(entry.place for entry in entries))
    numbers = {place: at for at, place in enumerate(places)}
    return [
        [_short(links.href("", p.address), p.title, p.lang) for p in places],
        [_short(numbers[e.place], e.anchor, e.text, e.note, e.lang) for e in entries],
    ]


def _short(*values: str | int) -> list[str | int]:
    row = list(values)
    while row and row[-1] == "":
        row.pop()
    return row


def _script_data(value: Any) -> str:
    """A value as JSON that is safe in any script: nothing in it ends the script or its lines."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _version(texts: Iterable[str]) -> str:
    """What tells the files of one state of the content from those of another."""
    digest = hashlib.sha256()
    for text in texts:
        digest.update(text.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:12]
