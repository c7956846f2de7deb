"""search: the site → the files that its search reads, loaded piece by piece and only on use.

`assets/search.js` in the theme reads them as scripts, because a page that is opened from the disk
may load nothing else. Each calls one function, `sxSearch(NAME, VERSION, VALUE)`; its value is data.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.render.links import Links
from generator.render.page import DataFile
from generator.render.search.entries import (
    Place,
    Row,
    rows,
    script_json,
    source_entries,
    story_entries,
)
from generator.render.search.index import (
    MOST,
    chunked_texts,
    chunked_words,
    encode_number,
    inverted_index,
    shortest_prefixes,
)
from generator.render.search.labels import labels
from generator.render.search.spelling import spelling_pieces
from generator.render.views import Renderer

__all__ = ["FOLDER", "search_data", "search_files", "source_entries", "story_entries"]

# In bytes; what is more lies on disk.
_IN_MEMORY = 4_000_000
FOLDER = "assets/search"
"""Where the files lie in the site."""


def search_files(renderer: Renderer) -> Iterator[DataFile]:
    """The files of the site's search, one after the other."""
    made = rows(renderer)
    origin = renderer.site.place.file
    for path, data in search_data(made, renderer.links, labels(renderer.wording)):
        yield DataFile(path, data, origin)


def search_data(
    made: Sequence[Row], links: Links, words: Mapping[str, str], most: int = MOST
) -> Iterator[tuple[str, bytes]]:
    """The files for some entries, each with its path.

    `start.js`, `words/N.js` and `texts/N.js`; for words that are misspelt, `spelling/N.js`, and on
    a site of many words `endings/N.js`.

    All of them name the version of the whole, so they lie on disk until the last one is known.

    Args:
        made: the entries.
        links: how links are written.
        words: the labels of the search box.
        most: a word in more entries than this is looked for in titles alone.
    """
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as spool:
        names: list[tuple[str, int]] = []

        def keep(name: str, text: str) -> None:
            data = text.encode("utf-8", "surrogatepass")
            names.append((name, len(data)))
            spool.write(data)

        index = inverted_index(made, most)
        word_chunks = []
        for at, chunk in enumerate(chunked_words(index)):
            keep(f"words/{at}", script_json([" ".join(chunk.words), " ".join(chunk.numbers)]))
            word_chunks.append((chunk.words[0], chunk.words[-1]))
        spelt = dict(zip(("spelling", "endings"), spelling_pieces(index), strict=True))
        del index
        for name, pieces in spelt.items():
            for at, (_, _, listed) in enumerate(pieces):
                keep(f"{name}/{at}", script_json(listed))
        lengths = []
        for at, entries in enumerate(chunked_texts(made)):
            keep(f"texts/{at}", _texts(links, entries))
            lengths.append(encode_number(len(entries)))
        start = script_json({
            "rows": [_row(row, made) for row in made],
            "words": " ".join(shortest_prefixes(word_chunks)),
            **{
                name: " ".join(shortest_prefixes((first, last) for first, last, _ in pieces))
                for name, pieces in spelt.items()
            },
            "texts": "".join(lengths),
            "labels": words,
        }).encode("utf-8", "surrogatepass")  # fmt: skip
        whole = hashlib.sha256(start)
        spool.seek(0)
        for _, length in names:
            whole.update(spool.read(length))
        version = whole.hexdigest()[:12]
        yield _script("start", version, start)
        spool.seek(0)
        for name, length in names:
            yield _script(name, version, spool.read(length))


def _script(name: str, version: str, data: bytes) -> tuple[str, bytes]:
    head = f'sxSearch("{name}","{version}",'.encode()
    return f"{FOLDER}/{name}.js", head + data + b")\n"


def _row(row: Row, made: Sequence[Row]) -> list[Any]:
    """A row's kind, its number of entries, its weight; what it belongs to, and how many each."""
    counts = [0] * (0 if row.of is None else _length(made[row.of]))
    number = 0
    for head, run in row.runs():
        number += len(run.entries)
        if row.of is not None:
            counts[head] += len(run.entries)
    shown: list[Any] = [row.kind, number, row.weight]
    return shown if row.of is None else [*shown, row.of, "".join(map(encode_number, counts))]


def _length(row: Row) -> int:
    return sum(len(run.entries) for _, run in row.runs())


def _texts(links: Links, entries: Sequence[tuple[Place, str]]) -> str:
    """The pages of a chunk (link, title, language), and its entries, as JSON.

    An entry is: number of its page, anchor, text, note, language; what is empty at the end is
    left out.
    """
    numbers: dict[Place, int] = {}
    for place, _ in entries:
        numbers.setdefault(place, len(numbers))
    places = [_short(links.href("", p.address), p.title, p.lang) for p in numbers]
    shown = (f"[{numbers[place]}{',' if text else ''}{text}]" for place, text in entries)
    return f"[{script_json(places)},[{','.join(shown)}]]"


def _short(*values: str) -> list[str]:
    row = list(values)
    while row and not row[-1]:
        row.pop()
    return row
