"""A file of translations brought up to date with its original.

What stands in it is kept: every translation, comments, and how they are laid out. Texts that are
new in the original are put in where they belong, without a translation. Where the original has
changed since, what it says now is written beside what was translated.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from generator.authoring.insert import InsertError
from generator.authoring.yaml_text import scalar
from generator.load import Document, document_from, plain_value
from generator.model import Translation
from generator.resolve.translations import ASIDE, Bound, Original, bind, recorded, same_words
from generator.schema import modeline
from generator.validate import validate_document

_BY_HAND = "it is written in a way that this cannot add to: bring it up to date by hand"
_FIELDS = ("original", "now")


@dataclass(frozen=True, slots=True)
class Update:
    """A file of translations, brought up to date.

    Attributes:
        text: the file.
        new: the texts that were put in without a translation.
        stale: the translations whose original has changed.
        done: those that were stale and are said to be up to date.
        missing: how many texts have no translation.
        left_over: the keys of translations whose originals are gone.
        is_changed: whether the file has to be written.
    """

    text: bytes
    new: tuple[Original, ...]
    stale: tuple[Bound, ...]
    done: tuple[Bound, ...]
    missing: int
    left_over: tuple[str, ...]
    is_changed: bool


class NotStaleError(Exception):
    """What is said to be up to date is not stale; the message names it."""


def new_translation(path: str, original: str) -> bytes:
    """An empty file of translations.

    Args:
        path: its path in the site.
        original: the name of the original beside it.
    """
    head = (
        f"{modeline('translation', path)}\n"
        f"# The texts of {original} in another language. Write each one behind 'text:'.\n"
        "# `explainer translate` keeps this file in step with the original.\n"
    )
    return f"{head}texts: {{}}\n".encode()


def bring_up_to_date(
    data: bytes, path: str, originals: Sequence[Original], done: Collection[str] = ()
) -> Update:
    """Bring a file of translations up to date.

    Args:
        data: the file.
        path: how messages name it.
        originals: the texts of the original, in order.
        done: the keys of stale translations that say what the original says now.

    Raises:
        InsertError: the file cannot be read, or is laid out in a way that this cannot change.
        NotStaleError: a key of `done` is not that of a stale translation.
        UnwritableError: a text of the original cannot be written.
    """
    document, model = read_translation(data, path, path)
    binding = bind(model, originals)
    stale = {each.key: each for each in binding.stale}
    for key in done:
        if key not in stale:
            raise NotStaleError(f"there is no stale translation '{key}'")
    file = _File(data, document)
    of_original = {each.original.key: each for each in binding.bound}
    new: list[Original] = []
    last: _Block | None = None
    for original in originals:
        bound = of_original.get(original.key)
        if bound and bound.is_stale and bound.key not in done:
            last = file.restate(bound.key, original, bound.entry.made_from)
        elif original.key in binding.keys:
            last = file.restate(binding.keys[original.key], original)
        else:
            last = file.put(last, original)
            new.append(original)
    file.remove_empty({key for key, entry in model.texts.items() if not entry.text})
    file.move_aside()
    text = file.text()
    _check(text, path, model, file.renamed)
    return Update(
        text=text,
        new=tuple(new),
        stale=tuple(each for key, each in stale.items() if key not in done),
        done=tuple(stale[key] for key in done),
        missing=len(binding.missing),
        left_over=tuple(file.renamed.get(key, key) for key in binding.left_over),
        is_changed=text != data,
    )


def read_translation(data: bytes, path: str, named: str = "it") -> tuple[Document, Translation]:
    """A file of translations: its document, and what it holds.

    Args:
        data: the bytes.
        path: how diagnostics name the file.
        named: what the error calls it.

    Raises:
        InsertError: it cannot be read.
    """
    document, problems = document_from(data, path, "")
    model = None
    if document is not None:
        model, wrong = validate_document(document, Translation)
        problems += wrong
    if document is None or model is None:
        why = problems[0].message if problems else "it is empty"
        raise InsertError(f"{named} cannot be read: {why}")
    return document, model


def _check(text: bytes, path: str, before: Translation, renamed: Mapping[str, str]) -> None:
    """Make sure that every translation stands where it stood, and nothing else was touched."""
    _, now = read_translation(text, path, path)
    was = {renamed.get(key, key): each.text for key, each in before.texts.items() if each.text}
    has = {key: each.text for key, each in now.texts.items() if each.text}
    if was != has or before.aliases != now.aliases:
        raise InsertError(_BY_HAND)


@dataclass(slots=True)
class _Block:
    """The rows of one text: `key` is what the file knows it by, `is_bound` whether it is needed."""

    key: str
    rows: list[str]
    is_bound: bool = False


@dataclass(slots=True)
class _File:
    """The rows of a file: those before the texts, those of each text, those behind.

    `renamed` are the keys that are others now.
    """

    data: bytes
    document: Document
    head: list[str] = field(default_factory=list)
    blocks: list[_Block] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)
    renamed: dict[str, str] = field(default_factory=dict)
    end: str = ""
    _by_key: dict[str, _Block] = field(default_factory=dict)

    def __post_init__(self) -> None:
        rows = self.data.decode("utf-8").split("\n")
        self.end = "\r" if rows[0].endswith("\r") else ""
        if rows[-1].strip():
            rows[-1] += self.end
            rows.append("")
        top = self.document.key(("texts",))
        if top is None:
            self.head, self.tail = [f"texts:{self.end}"], rows
            return
        value = plain_value(self.document.node(("texts",)))
        keys = list(value) if isinstance(value, dict) else []
        if not keys:
            row = rows[top.line - 1].rstrip().removesuffix("{}").rstrip()
            if row != "texts:":
                raise InsertError(_BY_HAND)
            self.head = [*rows[: top.line - 1], f"texts:{self.end}"]
            self.tail = rows[top.line :]
            return
        starts = [_above(rows, line_of(self.document, key) - 1) for key in keys]
        self.head = rows[: starts[0]]
        stop = _end_of_texts(rows, top.line)
        for key, first, last in zip(keys, starts, [*starts[1:], stop], strict=True):
            self.blocks.append(_Block(key, rows[first:last]))
        self.tail = rows[stop:]
        self._by_key = {each.key: each for each in self.blocks}

    def put(self, previous: _Block | None, original: Original) -> _Block:
        """Put in a text that has no translation, behind another one."""
        rows = [
            f"  {scalar(original.key)}:{self.end}",
            f"    original: {scalar(recorded(original.key, _line(original.text)))}{self.end}",
        ]
        block = _Block(original.key, rows, is_bound=True)
        self.blocks.insert(self._number(previous) + 1 if previous else 0, block)
        return block

    def _number(self, block: _Block) -> int:
        return next(at for at, each in enumerate(self.blocks) if each is block)

    def restate(self, key: str, original: Original, made_from: str = "") -> _Block:
        """Write what a text's original says, and what it said when it was translated.

        Args:
            key: what the file knows the text by.
            original: the original.
            made_from: what it said, if the translation is of other words.
        """
        block = self._by_key[key]
        block.is_bound = True
        value = plain_value(self.document.node(("texts", key)))
        entry = value if isinstance(value, dict) else {}
        now = recorded(original.key, original.text)
        wanted = (recorded(original.key, made_from), now) if made_from else (now, "")
        has = tuple(str(entry.get(name, "")) for name in _FIELDS)
        if key == original.key and all(map(same_words, has, wanted)):
            return block
        at = next(at for at, row in enumerate(block.rows) if not is_beside(row))
        first = line_of(self.document, key) - at
        skipped = self._rows_of_fields(key, list(entry), first, len(block.rows))
        rows = block.rows[: at + 1]
        if key != original.key:
            rows[at] = f"  {scalar(original.key)}:{self.end}"
            self.renamed[key] = block.key = original.key
        rows += [
            f"    {name}: {scalar(_line(text))}{self.end}"
            for name, text in zip(_FIELDS, wanted, strict=True)
            if text
        ]
        rows += [row for n, row in enumerate(block.rows) if n > at and n not in skipped]
        block.rows = rows
        return block

    def _rows_of_fields(self, key: str, names: list[str], first: int, length: int) -> set[int]:
        """Which rows of a block say what its original is; `first` is the line of its first row."""
        lines = []
        for name in names:
            found = self.document.key(("texts", key, name))
            if found is None or found.column != 5:
                raise InsertError(_BY_HAND)
            lines.append(found.line - first)
        return {
            row
            for name, start, stop in zip(names, lines, [*lines[1:], length], strict=True)
            if name in _FIELDS
            for row in range(start, stop)
        }

    def remove_empty(self, keys: Collection[str]) -> None:
        """Take out the texts that nobody has translated, and that the original no longer has.

        Args:
            keys: those without a translation. One with a comment stays.
        """
        self.blocks = [
            each
            for each in self.blocks
            if each.is_bound or each.key not in keys or any("#" in row for row in each.rows)
        ]

    def move_aside(self) -> None:
        """Give what is left over another key, where its own is needed for something else."""
        needed = {each.key for each in self.blocks if each.is_bound}
        taken = {each.key for each in self.blocks}
        for block in self.blocks:
            if not block.is_bound and block.key in needed:
                key = block.key
                while block.key in taken:
                    block.key = f"{ASIDE}{block.key}"
                taken.add(block.key)
                at = next(at for at, row in enumerate(block.rows) if not is_beside(row))
                block.rows[at] = f"  {scalar(block.key)}:{self.end}"
                self.renamed[key] = block.key

    def text(self) -> bytes:
        """The file as it is now."""
        if not self.blocks and not self._by_key:
            return self.data
        if not self.blocks:
            at = max(n for n, row in enumerate(self.head) if row.startswith("texts"))
            self.head[at] = f"texts: {{}}{self.end}"
        rows = [*self.head, *(row for block in self.blocks for row in block.rows), *self.tail]
        return "\n".join(rows).encode()


def _end_of_texts(rows: list[str], top: int) -> int:
    """The row behind the last text: that of the next key of the file, or of the end."""
    for at in range(top, len(rows)):
        if rows[at][:1].strip() and not rows[at].startswith("#"):
            return _above(rows, at)
    at = len(rows)
    while at > top and not rows[at - 1].strip():
        at -= 1
    return at


def _above(rows: list[str], at: int) -> int:
    """The first row of the comments right above one."""
    while at and is_beside(rows[at - 1]) and rows[at - 1].strip():
        at -= 1
    return at


def line_of(document: Document, key: str) -> int:
    """The line of a text's key.

    Raises:
        InsertError: it does not stand where a command would write it.
    """
    found = document.key(("texts", key))
    if found is None or found.column != 3:
        raise InsertError(_BY_HAND)
    return found.line


def is_beside(row: str) -> bool:
    """Whether a row is a comment or empty."""
    return not row.strip() or row.lstrip().startswith("#")


def _line(text: str) -> str:
    return " ".join(text.split())
