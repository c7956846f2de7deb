"""Words in quotation marks of a draft → quotations of the sources that its notes name.

What a copy holds is taken from there, in the source's own words. Of a source without a copy the
draft's words become a quotation that nobody has verified: every command says so until the copy is
there, and then holds it against the copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from generator.authoring.copies import Copies, quoted_places
from generator.authoring.insert import InsertError, insert_quotations
from generator.authoring.passages import Passage, find_passages, new_quotation_id
from generator.authoring.yaml_text import LONGEST, UnwritableError, without_bad_characters
from generator.files import read_file
from generator.folding import normalised
from generator.importing.plan import Plan
from generator.load.parse import MAX_BYTES
from generator.model import Source
from generator.scaffold.entries import TargetSite
from generator.validate import Entry, valid_content
from generator.verify.readers import Texts

MAX_QUOTATIONS = 500
"""How many quotations one import makes."""


@dataclass
class _Shelved:
    """A source as words are looked for in it; `entry` is None for one that the import makes."""

    path: str
    entry: Entry[Source] | None = None
    texts: Texts | None = None
    known: dict[str, str] = field(default_factory=dict)
    fields: list[dict[str, str]] = field(default_factory=list)
    candidates: int = 0


class Quoter:
    """Finds or makes the quotations that sentences of a draft cite."""

    def __init__(self, desk: TargetSite, archive: Path, plan: Plan) -> None:
        """Take the site, the folder of copies, and the plan with the files of new sources."""
        self._desk = desk
        self._archive = archive
        self._plan = plan
        self._entries = {entry.id: entry for entry in valid_content(desk.documents).sources}
        self._sources: dict[str, _Shelved | None] = {}
        self._taken = desk.quotations()
        self._left = MAX_QUOTATIONS

    def cite(self, words: str, ids: Iterable[str]) -> str | None:
        """The id of a quotation with these words, of one of some sources; None if there is none.

        Args:
            words: the words without the marks around them.
            ids: the sources' ids, the likeliest first.
        """
        words = without_bad_characters(words).strip(" ,")
        wanted = normalised(words)
        shelved = [(id, source) for id in ids if (source := self._source(id))]
        if not wanted or len(words) > LONGEST:
            return None
        for _, source in shelved:
            for exact, quotation in source.known.items():
                if re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", exact):
                    return quotation
        for id, source in shelved:
            if source.texts and (passage := _only_passage(words, source)):
                return self._quoted(id, source, passage)
        for id, source in shelved:
            if source.texts is None and self._left > 0:
                source.candidates += 1
                return self._add(id, source, {"exact": words})
        return None

    def finish(self) -> None:
        """Put the quotations into the plan.

        Raises:
            InsertError: a file cannot be added to.
        """
        for id, source in self._sources.items():
            if source is None or not source.fields:
                continue
            data = self._data(source.path)
            try:
                after = insert_quotations(data, source.fields)
            except (InsertError, UnwritableError) as error:
                raise InsertError(f"'{source.path}' cannot be added to: {error}") from error
            if source.path in self._plan.new:
                self._plan.new[source.path] = after.decode()
            else:
                self._plan.changed[source.path] = (data, after)
            count = len(source.fields)
            self._plan.made.append(f"{count} quotation{'' if count == 1 else 's'} of {id}")
            if source.candidates:
                self._plan.todo.append(
                    f"{source.path}: {source.candidates} of its quotations have the draft's words."
                    f" Put a copy into the archive ('explainer capture'), then 'explainer verify'."
                )

    def has_copy(self, id: str) -> bool:
        """Whether words were looked for in a copy of a source."""
        source = self._source(id)
        return source is not None and source.texts is not None

    def _source(self, id: str) -> _Shelved | None:
        if id not in self._sources:
            self._sources[id] = self._open(id)
        return self._sources[id]

    def _open(self, id: str) -> _Shelved | None:
        path = f"{self._desk.content}/sources/{id}.yml"
        if path in self._plan.new:
            return _Shelved(path)
        entry = self._entries.get(id)
        if entry is None:
            return None
        texts = Copies([entry], self._archive).texts(id)
        known = {normalised(each.exact): each.id for each in entry.model.quotations}
        return _Shelved(entry.document.path, entry, texts, known)

    def _quoted(self, id: str, source: _Shelved, passage: Passage) -> str | None:
        there = None
        if source.entry and source.texts:
            about = source.entry.model
            places = quoted_places(about, source.texts.static, about.language)
            there = places.get((passage.start, passage.end))
        if there or self._left <= 0:
            return there
        fields = {"exact": passage.exact, "prefix": passage.prefix, "suffix": passage.suffix}
        return self._add(id, source, {key: text for key, text in fields.items() if text})

    def _add(self, id: str, source: _Shelved, fields: dict[str, str]) -> str:
        self._left -= 1
        quotation = new_quotation_id(id, fields["exact"], self._taken)
        self._taken.add(quotation)
        source.fields.append({"id": quotation, **fields})
        source.known[normalised(fields["exact"])] = quotation
        return quotation

    def _data(self, path: str) -> bytes:
        if path in self._plan.new:
            return self._plan.new[path].encode()
        folder = self._desk.folder
        return read_file(folder / path, inside=folder, at_most=MAX_BYTES)


def _only_passage(words: str, source: _Shelved) -> Passage | None:
    """The one passage of a copy with some words; None where there is none, or more than one."""
    language = source.entry.model.language if source.entry else None
    for text in (source.texts.static, source.texts.rendered) if source.texts else ():
        found = find_passages(words, text, language) if text else []
        if isinstance(found, list) and len(found) == 1:
            return found[0]
    return None
