"""A site in which every text field of every model holds every vector, each alone."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any

import generator.model
from generator.diagnostics import Diagnostic, Severity
from generator.load.text import BAD_CHARACTER
from generator.model import SiteSettings, Source, Story, Term
from generator.model.base import Model, address_problem
from generator.pipeline import examine
from generator.prose import parse_inline, plain_text

# What refuses a vector: the text of a file, an address, a link or a citation within prose.
REFUSALS = {"bad-character", "bad-link", "bad-citation", "bad-address", "bad-file-name"}
_KINDS = {kind.__name__: kind for kind in vars(generator.model).values() if isinstance(kind, type)}
_KINDS |= {model.__name__: model for model in Model.__subclasses__()}
_FIXED = {
    "DateText": "2031-04-05", "Country": "AQ", "Language": "en", "Digest": f"sha256:{'0' * 64}",
    "Latitude": "-80.5", "Longitude": "45", "FileName": "copy.txt",
    "Address": "https://a.example/", "WebAddress": "https://a.example/",
}  # fmt: skip
_PLAIN = "It was so."


@dataclass
class Hostile:
    """What a site's files say, and how many pairs of a field and a vector there are in them.

    Attributes:
        files: what each file says, by its path in the content folder.
        pairs: the fields that hold a vector, as `Model.field`, each with the vector's number.
        refused: the same for those that no site can hold, for the code of what refuses them.
    """

    files: dict[str, dict[str, Any]] = field(default_factory=dict)
    pairs: set[tuple[str, int]] = field(default_factory=set)
    refused: dict[tuple[str, int], str] = field(default_factory=dict)


class _Maker:
    """Makes the entries that hold one vector."""

    def __init__(self, number: int, vector: str, prose: str | None, told: Hostile) -> None:
        self.number = number
        self.vector = vector
        self.prose = prose
        self.told = told

    def model(self, model: type[Model], **fixed: Any) -> dict[str, Any]:
        names = [name for name in model.model_fields if name not in fixed]
        made = {name: self.field(model, name) for name in names}
        return {name: value for name, value in {**made, **fixed}.items() if value not in (None, [])}

    def field(self, model: type[Model], name: str) -> Any:
        kind = str(model.__annotations__[name]).removesuffix(" | None")
        if kind.startswith("list["):
            value = self.value(model, name, kind[5:-1])
            return [] if value is None else [value] * (1 + (name == "answers"))
        return self.value(model, name, kind)

    def value(self, model: type[Model], name: str, kind: str) -> Any:
        pair = f"{model.__name__}.{name}", self.number
        if kind == "Id":
            return self.id(model, name)
        if kind == "Text":
            self.told.pairs.add(pair)
            # Spellings of terms must differ, also where vectors differ in capitals alone.
            mark = {"term": f" {self.number}", "aliases": f" {self.number}!"}.get(name, "")
            return self.vector + mark
        if kind == "Prose":
            if self.prose is None:
                return f"{_PLAIN} [@quotation-{self.number}]"
            self.told.pairs.add(pair)
            return f"{self.prose} [@quotation-{self.number}]"
        if kind in ("Address", "WebAddress"):
            good = address_problem(self.vector) is None and not self.vector.startswith("mailto:")
            (
                self.told.pairs.add(pair)
                if good
                else self.told.refused.setdefault(pair, "bad-address")
            )
            return self.vector if good else _FIXED[kind]
        if kind in _FIXED:
            return _FIXED[kind]
        other = _KINDS[kind]
        if issubclass(other, Model):
            return self.model(other)
        assert issubclass(other, Enum)
        return next(iter(other)).value

    def id(self, model: type[Model], name: str) -> str | None:
        if name in ("follows", "see_also"):
            return None
        known = {"disputed": "disagreement", "same_statement_as": "same"}
        if name == "other":
            return "second"
        noun = known.get(name, name if name == "operation" else model.NOUN.replace(" ", "-"))
        return f"{noun}-{self.number}"


def hostile_site(
    vectors: Iterable[str], folder: Path, settings: dict[str, Any]
) -> tuple[Hostile, list[Diagnostic]]:
    """Write a site into a folder; what no site can hold is left out, and told.

    Args:
        vectors: what to put into every field but those of the site's own settings.
        folder: the site's folder.
        settings: what its `site.yml` says.

    Returns:
        What is in it, and the diagnostics of what was left out.
    """
    found: list[Diagnostic] = []
    vectors = list(vectors)
    prose: list[str | None] = [" ".join(vector.split()) for vector in vectors]
    for _ in "12":
        told = _told(vectors, prose)
        _write(folder, {"site.yml": settings, "sources/second.yml": _second(), **told.files})
        problems = [d for d in examine(folder) if d.severity is Severity.ERROR]
        if not problems:
            break
        found += problems
        broken = {p.place.file for p in problems if p.code in REFUSALS}
        for problem in problems:
            assert problem.place.file in broken, problem
            number = int(Path(problem.place.file).parts[2].rpartition("-")[2].removesuffix(".yml"))
            if problem.code == "bad-character":
                vectors[number] = _PLAIN
            prose[number] = None
    told = _told(vectors, prose)
    for number, vector in enumerate(vectors):
        if vector == _PLAIN or prose[number] is None:
            _refuse(told, number, everything=vector == _PLAIN)
    return told, found


def _refuse(told: Hostile, number: int, *, everything: bool) -> None:
    for name in {name for name, _ in told.pairs}:
        if everything:
            told.pairs.discard((name, number))
        if (name, number) not in told.pairs:
            told.refused.setdefault((name, number), "bad-character" if everything else "bad-link")


def _told(vectors: list[str], prose: list[str | None]) -> Hostile:
    told = Hostile()
    for number, vector in enumerate(vectors):
        maker = _Maker(number, vector, prose[number], told)
        quotations = [
            maker.model(generator.model.Quotation, id=f"quotation-{number}", exact=f"{vector} one"),
            {"id": f"same-{number}", "exact": f"{vector} two"},
        ]
        told.pairs.add(("Quotation.exact", number))
        source = maker.model(Source, quotations=quotations)
        told.files[f"sources/source-{number}.yml"] = source
        told.files[f"glossary/term-{number}.yml"] = maker.model(Term)
        story = maker.model(Story, status="published", corrections=[])
        # A correction says what the story says now, and the standfirst says that too.
        words = plain_text(parse_inline(maker.prose or _PLAIN)).strip()
        as_typed = words == maker.prose
        correction = maker.model(generator.model.Correction, now=words if as_typed else _PLAIN)
        if as_typed:
            told.pairs.add(("Correction.now", number))
        else:
            # As typed it is not what the story says, and would be refused for that.
            told.refused["Correction.now", number] = "stale-correction"
            story["standfirst"] += f"\n{_PLAIN} [@quotation-{number}]"
        story["corrections"] = [correction]
        told.files[f"stories/story-{number}/story.yml"] = story
    return told


def _second() -> dict[str, Any]:
    return {
        "title": "Second", "publisher": "Second", "short": "Second", "published": "2031",
        "url": "https://second.example/", "kind": "other",
    }  # fmt: skip


def site_settings(text: str) -> dict[str, Any]:
    """A `site.yml` whose every text is this one."""
    return {
        name: value
        for name, value in _Maker(0, text, None, Hostile())
        .model(SiteSettings, never_link=[])
        .items()
        if name != "address"
    }


def _write(folder: Path, files: dict[str, dict[str, Any]]) -> None:
    for name, value in files.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(_lines(value)) + "\n", "utf-8")


def _lines(value: dict[str, Any], indent: str = "") -> Iterator[str]:
    for key, inner in value.items():
        if isinstance(inner, dict):
            yield f"{indent}{key}:"
            yield from _lines(inner, f"{indent}  ")
        elif isinstance(inner, list) and inner and isinstance(inner[0], dict):
            yield f"{indent}{key}:"
            for item in inner:
                first, *rest = _lines(item, f"{indent}    ")
                yield f"{indent}  - {first.lstrip()}"
                yield from rest
        else:
            shown = inner.value if isinstance(inner, Enum) else inner
            yield f"{indent}{key}: {_quoted(shown)}"


def _quoted(value: Any) -> str:
    """A value as YAML; what no text may hold stands there as a code."""
    return BAD_CHARACTER.sub(
        lambda found: f"\\U{ord(found[0]):08X}", json.dumps(value, ensure_ascii=False)
    )
