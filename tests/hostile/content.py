"""A site in which every text field of every model holds every vector.

A page that holds many vectors costs little more than one that holds few, so they come in packs: a
story has a section, an event, a disagreement and so on for each vector of its pack. A text that a
model has only once holds the whole pack, one vector a line. Of every line in every file it is known
which field and which vector it holds, so that what a diagnostic refuses is known as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from typing import Any, NamedTuple, TypeAlias

import generator.model
from generator.model import Answer, Publisher, SiteSettings, Source, Story, Term
from generator.model.base import Model

Pair: TypeAlias = tuple[str, int]
"""A field, as `Model.field`, and the number of the vector in it."""

PLAIN = "It was so."
ADDRESS = "https://a.example/"
ESCAPED = " (escaped)"
"""Marks the second line of prose for a vector, in which Markdown has no say. It is not counted."""
IN_A_STORY, IN_A_SOURCE = 24, 12
LONGEST_NAME = 250
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_FIXED = {
    "DateText": "2031-04-05", "Country": "AQ", "Language": "en", "Digest": f"sha256:{'0' * 64}",
    "Latitude": "-80.5", "Longitude": "45", "int": "5", "Truth": "true",
}  # fmt: skip
_MODELS = {model.__name__: model for model in Model.__subclasses__()}
_ENUMS = {kind.__name__: kind for kind in vars(generator.model).values() if isinstance(kind, type)}


class Held(NamedTuple):
    """A text, and the pairs of fields and vectors that it stands for."""

    text: str
    pairs: tuple[Pair, ...]


class Rows(tuple[Held, ...]):
    """A text of several lines, each for itself."""

    __slots__ = ()


class Maker:
    """Makes models that hold vectors.

    Args:
        vectors: what the fields are to hold.
        refused: the pairs to leave out.
        spare: vectors by field, for the fields that hold one text and cannot hold a pack: each
            model takes the next.
        counted: whether the pairs count; they do not where the vectors are harmless.
    """

    def __init__(
        self,
        vectors: Sequence[str],
        refused: Mapping[Pair, str],
        spare: Mapping[str, Sequence[int]] | None = None,
        *,
        counted: bool = True,
    ) -> None:
        self.counted = counted
        self.cites = "same"
        self.vectors = vectors
        self.refused = refused
        self.spare = {name: list(numbers) for name, numbers in (spare or {}).items()}

    def model(self, model: type[Model], numbers: Sequence[int], **fixed: Any) -> dict[str, Any]:
        """A model whose texts hold these vectors."""
        names = [name for name in model.model_fields if name not in fixed]
        made = {name: self._field(model, name, numbers) for name in names}
        return {name: value for name, value in {**made, **fixed}.items() if value not in (None, [])}

    def _field(self, model: type[Model], name: str, numbers: Sequence[int]) -> Any:
        kind = str(model.__annotations__[name]).removesuffix(" | None")
        field = f"{model.__name__}.{name}"
        if name == "timemap":  # no page shows it
            return "https://a.example/{url}"
        if kind in ("Id", "list[Id]"):
            return self._ids(model, name, numbers, several=kind != "Id")
        if not kind.startswith("list["):
            return self._value(kind, field, numbers)
        kind = kind[5:-1]
        # A disagreement has two answers at least.
        of = [number for number in numbers for _ in range(2 if name == "answers" else 1)]
        if name == "answers":
            return [self._answer(number, at % 2) for at, number in enumerate(of)]
        if kind in _MODELS:
            return [self.model(_MODELS[kind], [number]) for number in of]
        if kind in _ENUMS:
            return [self._value(kind, field, numbers)]
        return [held for number in of if (held := self._held(field, number))]

    def _answer(self, number: int, at: int) -> Any:
        # The second answer rests on other words than the first, so that the two can contradict.
        self.cites = "apart" if at else "same"
        made = self.model(Answer, [number])
        self.cites = "same"
        return made

    def _value(self, kind: str, field: str, numbers: Sequence[int]) -> Any:
        if kind == "Text":
            held = [held for number in numbers if (held := self._held(field, number))]
            if not held:
                return f"Term {numbers[0]}" if field == "Term.term" else PLAIN
            return held[0] if len(numbers) == 1 else Rows(held)
        if kind == "Prose":
            return Rows(self._prose(field, numbers))
        if kind in ("Address", "WebAddress"):
            return self._next(field) or ADDRESS
        if kind == "FileName":
            return self._file_name(field)
        if kind in _FIXED:
            return _FIXED[kind]
        if kind in _MODELS:
            return self.model(_MODELS[kind], numbers)
        enum = _ENUMS[kind]
        assert issubclass(enum, Enum)
        return next(iter(enum)).value

    def _held(self, field: str, number: int) -> Held | None:
        pair = field, number
        # Terms are told apart, also where vectors differ in capitals alone.
        mark = {"Term.term": f" t{number}", "Term.aliases": f" a{number}"}.get(field, "")
        text = self.vectors[number].strip() if mark else self.vectors[number]
        return None if pair in self.refused else self._made(text + mark, pair)

    def _made(self, text: str, pair: Pair) -> Held:
        return Held(text, (pair,) if self.counted else ())

    def _prose(self, field: str, numbers: Sequence[int]) -> Iterator[Held]:
        yield Held(f"{PLAIN} [@{self.cites}]", ())
        for number in numbers:
            cited = f" [@quotation-{number}]" if self.cites == "same" else f" [@{self.cites}]"
            line = re.sub(r"[ \t\r\n]+", " ", self.vectors[number]).strip(" ")
            if (field, number) not in self.refused:
                yield self._made(line + cited, (field, number))
            pair = field + ESCAPED, number
            if field == "Section.body" and pair not in self.refused:
                # The term's spelling and the words of the correction, whatever Markdown makes of
                # the vector.
                escaped = _PUNCTUATION.sub(r"\\\1", line)
                yield self._made(f"{escaped} t{number}{cited}", pair)

    def _next(self, field: str) -> Held | None:
        left = self.spare.get(field)
        number = left.pop(0) if left else None
        return None if number is None else self._made(self.vectors[number], (field, number))

    def _file_name(self, field: str) -> Held | str:
        held: list[Held] = []
        while self.spare.get(field):
            text = " ".join(["copy", *(each.text for each in held)])
            following = self.vectors[self.spare[field][0]]
            if held and len(f"{text} {following}".encode()) > LONGEST_NAME:
                break
            held += filter(None, [self._next(field)])
        text = " ".join(["copy", *(each.text for each in held)])
        return Held(text, tuple(pair for each in held for pair in each.pairs))

    def _ids(self, model: type[Model], name: str, numbers: Sequence[int], *, several: bool) -> Any:
        # Not more than so many may be one statement.
        same = None if numbers[0] % 8 else "same"
        known = {
            "other": "second", "same_statement_as": same, "see_also": "plain",
            "operation": f"operation-{numbers[0]}", "disputed": f"disagreement-{numbers[0]}",
            "follows": None,
        }  # fmt: skip
        id = known.get(name, f"{model.NOUN.replace(' ', '-')}-{numbers[0]}")
        return [id] if several and id else id


def _packs(vectors: Sequence[str], most: int) -> Iterator[Sequence[int]]:
    """The vectors' numbers, so many at a time; one with a tab is alone, for it needs quotes."""
    alone = [number for number, vector in enumerate(vectors) if "\t" in vector]
    yield from ([number] for number in alone)
    others = [number for number in range(len(vectors)) if number not in alone]
    yield from (others[start : start + most] for start in range(0, len(others), most))


def entries(maker: Maker) -> dict[str, dict[str, Any]]:
    """All files of a site but `site.yml`, by their paths in the content folder."""
    plain = Rows([Held(f"{PLAIN} [@same]", ())])
    files: dict[str, dict[str, Any]] = {
        "sources/second.yml": {
            "title": "Second", "publisher": "Second", "short": "Second", "published": "2031",
            "url": ADDRESS, "kind": "other", "quotations": [
                {"id": "same", "exact": PLAIN, "speaker": "One"},
                {"id": "apart", "exact": PLAIN, "speaker": "Two"},
            ],
        },
        "glossary/plain.yml": {"term": "so", "kind": "other", "definition": plain},
    }  # fmt: skip
    for number in range(len(maker.vectors)):
        files[f"glossary/term-{number}.yml"] = maker.model(Term, [number])
    for at, pack in enumerate(_packs(maker.vectors, IN_A_SOURCE)):
        files[f"sources/source-{at}.yml"] = maker.model(Source, pack)
    for at, pack in enumerate(_packs(maker.vectors, IN_A_STORY)):
        follows = f"story-{at - 1}" if at else None
        story = maker.model(Story, pack, status="published", follows=follows)
        files[f"stories/story-{at}/story.yml"] = story
    return files


def lone_values(maker: Maker) -> dict[str, dict[str, Any]]:
    """Sources for one vector each, in the fields that hold one and cannot hold a pack."""
    plain = {"url": ADDRESS, "archive_url": ADDRESS, "archived_as": "copy"}
    return {
        f"sources/lone-{number}.yml": {
            "title": PLAIN, "publisher": PLAIN, "short": f"Lone {number}", "published": "2031",
            "kind": "other",
            **{
                name: Held(text, ((f"Source.{name}", number),))
                if (f"Source.{name}", number) not in maker.refused else instead
                for name, instead in plain.items()
            },
        }
        for number, text in enumerate(maker.vectors)
    }  # fmt: skip


def settings(maker: Maker) -> dict[str, Any]:
    """A `site.yml` that holds all vectors; addresses are strung together: a site has one each."""
    numbers = range(len(maker.vectors))
    address = _strung(maker, "Publisher.address")
    publisher = maker.model(Publisher, numbers, address=address)
    addresses = {
        name: _strung(maker, f"SiteSettings.{name}")
        for name in ("address", "contact", "licence_address")
    }
    # Each language would be another site.
    return maker.model(SiteSettings, numbers, publisher=publisher, languages=[], **addresses)


def _strung(maker: Maker, field: str) -> Held:
    numbers = maker.spare.get(field, [])
    text = "&".join([f"{ADDRESS}?", *(maker.vectors[number] for number in numbers)])
    return Held(text, tuple((field, number) for number in numbers))
