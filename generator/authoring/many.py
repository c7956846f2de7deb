"""A table of passages → quotations for the files of their sources: all of them, or none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pydantic import ValidationError

from generator.authoring.copies import Copies, quoted_places
from generator.authoring.passages import (
    MOST_PASSAGES,
    Passage,
    explain_no_match,
    find_passages,
    near_miss,
    new_quotation_id,
    quotation_fields,
)
from generator.authoring.tables import Row
from generator.authoring.yaml_text import UnwritableError, mapping_lines
from generator.diagnostics.record import did_you_mean
from generator.folding import Normalised
from generator.model import Quotation, Source
from generator.validate import Entry
from generator.verify.match import Reason
from generator.verify.near_miss import NearMiss

# For so many pairs of a row and a copy it is asked why the words do not stand there.
_MOST_EXPLAINED = 2_000
_MOST_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Library:
    """What is looked in.

    Attributes:
        sources: the sources that can be used, by id.
        copies: their copies.
        language: gives the language of a source's words.
        taken: the ids that quotations have.
    """

    sources: Mapping[str, Entry[Source]]
    copies: Copies
    language: Callable[[Source], str]
    taken: frozenset[str]


@dataclass(frozen=True, slots=True)
class NewQuotation:
    """A row that becomes a quotation: of which source, where it stands, its fields."""

    row: Row
    source: str
    passage: Passage
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Repeated:
    """A row whose passage is quoted already: by the quotation with this id."""

    row: Row
    source: str
    id: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that is not written: why, and the nearest passage with its source, if one is near."""

    row: Row
    message: str
    nearest: tuple[str, NearMiss] | None = None


@dataclass(slots=True)
class Plan:
    """What becomes of the rows of a table, each kind in their order."""

    new: list[NewQuotation] = field(default_factory=list)
    repeated: list[Repeated] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


def plan_quotations(rows: Sequence[Row], library: Library, source: str | None = None) -> Plan:
    """Look for every row of a table, and say what becomes of each.

    Args:
        rows: the rows.
        library: what is looked in.
        source: the id of the source that rows without one are of; None looks in all.
    """
    return _Planner(library, source, rows).plan


class _RefusedError(Exception):
    """A row cannot be used; the message says why."""

    def __init__(self, message: str, nearest: tuple[str, NearMiss] | None = None) -> None:
        super().__init__(message)
        self.nearest = nearest


class _Planner:
    """Goes through the rows, and remembers what the earlier ones have taken."""

    def __init__(self, library: Library, source: str | None, rows: Sequence[Row]) -> None:
        self.plan = Plan()
        self._library = library
        self._source = source
        self._left = _MOST_EXPLAINED
        self._named = {row.fields["id"] for row in rows if "id" in row.fields}
        self._taken = {*library.taken, *self._named}
        self._used: set[str] = set()
        self._quoted: dict[tuple[str, bool], Mapping[tuple[int, int], str]] = {}
        self._planned: dict[tuple[str, bool, int, int], NewQuotation] = {}
        for row in rows:
            try:
                self._add(row)
            except _RefusedError as error:
                self.plan.refused.append(Refused(row, str(error), error.nearest))

    def _add(self, row: Row) -> None:
        if row.problem:
            raise _RefusedError(row.problem)
        id, passage, is_rendered = self._chosen(row)
        place = (id, is_rendered, passage.start, passage.end)
        if there := self._quotations_of(id, is_rendered).get((passage.start, passage.end)):
            self.plan.repeated.append(Repeated(row, id, there))
            return
        if earlier := self._planned.get(place):
            self._repeat(row, id, earlier)
            return
        fields = self._fields(row, id, passage)
        self._planned[place] = new = NewQuotation(row, id, passage, fields)
        self._taken.add(fields["id"])
        self._used.add(fields["id"])
        self.plan.new.append(new)

    def _repeat(self, row: Row, source: str, earlier: NewQuotation) -> None:
        """The same passage as in a row above: once is enough, unless they say different things."""
        ignored = {"words", "source", "place"}
        said = {name: text for name, text in row.fields.items() if name not in ignored}
        before = {**earlier.row.fields, "id": earlier.fields["id"]}
        if any(before.get(name) != text for name, text in said.items()):
            message = (
                f"this is the passage of line {earlier.row.line}, with other things said of it"
            )
            raise _RefusedError(message)
        self.plan.repeated.append(Repeated(row, source, earlier.fields["id"]))

    def _quotations_of(self, id: str, is_rendered: bool) -> Mapping[tuple[int, int], str]:  # noqa: FBT001
        key = (id, is_rendered)
        if key not in self._quoted:
            source = self._library.sources[id].model
            text = self._text(id, is_rendered)
            self._quoted[key] = (
                quoted_places(source, text, self._library.language(source)) if text else {}
            )
        return self._quoted[key]

    def _text(self, id: str, is_rendered: bool) -> Normalised | None:  # noqa: FBT001
        texts = self._library.copies.texts(id)
        return None if texts is None else texts.rendered if is_rendered else texts.static

    def _chosen(self, row: Row) -> tuple[str, Passage, bool]:
        """The one passage that a row means."""
        ids = self._sources_of(row)
        found = self._found(row, [id for id in ids if self._library.copies.may_have(row.words, id)])
        is_rendered = not found
        if not found:
            found = self._found(row, ids, is_rendered=True)
        if not found:
            raise self._not_found(row, ids)
        if row.place is None and len(found) > 1:
            raise _RefusedError(_several(found))
        if (row.place or 1) > len(found):
            counted = "is one place" if len(found) == 1 else f"are {len(found)} places"
            raise _RefusedError(f"there {counted} only, not {row.place}")
        return *found[(row.place or 1) - 1], is_rendered

    def _sources_of(self, row: Row) -> list[str]:
        """The sources that a row may be of."""
        named = row.fields.get("source", self._source)
        if named is None:
            return [*self._library.copies]
        if named not in self._library.sources:
            advice = did_you_mean(named, self._library.sources)
            raise _RefusedError(
                f"there is no source '{named[:60]}' that can be used. {advice}".strip()
            )
        if self._library.copies.texts(named) is None:
            raise _RefusedError(f"the copy of '{named}' cannot be read")
        return [named]

    def _found(
        self, row: Row, ids: Iterable[str], *, is_rendered: bool = False
    ) -> list[tuple[str, Passage]]:
        found: list[tuple[str, Passage]] = []
        for id in ids:
            text = self._text(id, is_rendered)
            passages = find_passages(row.words, text, self._language(row, id)) if text else []
            if isinstance(passages, list):
                found += [(id, passage) for passage in passages]
        return found

    def _language(self, row: Row, id: str) -> str:
        source = self._library.sources[id].model
        return row.fields.get("language") or self._library.language(source)

    def _not_found(self, row: Row, ids: Sequence[str]) -> _RefusedError:
        """Why there is no passage, and the nearest one."""
        message = "these words stand in no copy"
        self._left -= len(ids)
        if self._left < 0:
            return _RefusedError(message)
        reasons: dict[Reason, str] = {}
        near: list[tuple[float, str, NearMiss]] = []
        for id in ids:
            text = self._library.copies[id].static
            reason = find_passages(row.words, text, self._language(row, id))
            if not isinstance(reason, list):
                reasons.setdefault(reason, id)
            if miss := near_miss(row.words, text):
                near.append((miss.score, id, miss))
        telling = [(why, id) for why, id in reasons.items() if why is not Reason.NOWHERE]
        if telling:
            message = f"{telling[0][1]}: {explain_no_match(telling[0][0])}"
        elif len(ids) == 1:
            message = f"{ids[0]}: {explain_no_match(Reason.NOWHERE)}"
        _, id, miss = max(near, key=lambda each: each[0], default=(0.0, "", None))
        return _RefusedError(message, (id, miss) if miss else None)

    def _fields(self, row: Row, source: str, passage: Passage) -> dict[str, str]:
        """The fields of a row's quotation, which are valid and can be written."""
        id = row.fields.get("id")
        if id in self._library.taken:
            raise _RefusedError(f"there is a quotation '{id}' already")
        if id in self._used:
            raise _RefusedError(f"a row above has the id '{id}' too")
        id = id or new_quotation_id(source, passage.exact, self._taken)
        fields = quotation_fields(id, passage, row.fields)
        try:
            Quotation.model_validate(fields)
            mapping_lines(fields)
        except ValidationError as error:
            problem = error.errors(include_url=False)[0]
            raise _RefusedError(f"'{problem['loc'][0]}': {problem['msg']}") from None
        except UnwritableError as error:
            raise _RefusedError(str(error)) from None
        return fields


def _several(found: Sequence[tuple[str, Passage]]) -> str:
    counted = f"more than {MOST_PASSAGES}" if len(found) > MOST_PASSAGES else str(len(found))
    shown = []
    for number, (id, passage) in enumerate(found[:_MOST_SHOWN], 1):
        before, after = passage.shown
        shown.append(f"{number}  {id}: {before[-30:]} »{passage.exact[:60]}« {after[:30]}")
    places = "; ".join(shown)
    return f"there are {counted} places; say which in 'place', or give more words: {places}"
