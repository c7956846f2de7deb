"""Sites for the hostile tests as files, and what of them the generator refuses."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.diagnostics import Diagnostic, Severity
from generator.load import Document
from generator.load.parse import parse
from generator.model import SiteSettings
from generator.passes.comparing import examine
from generator.validate import Entry, check_denied_addresses, validate_document, wrong_hosts
from tests.hostile.content import (
    ADDRESS,
    ESCAPED,
    PLAIN,
    Held,
    Maker,
    Pair,
    Rows,
    entries,
    lone_values,
    settings,
)

# What may refuse a vector. Anything else that is wrong with a site is a mistake of the test.
REFUSALS = {
    "bad-character", "bad-link", "bad-citation", "bad-address", "bad-file-name", "bad-host",
    "bad-tag", "quoted-words", "stale-correction", "tab", "unpaired-mark",
}  # fmt: skip
_ROUNDS = 20
_SETTINGS = ("address", "contact", "licence_address")


@dataclass
class Sites:
    """Two sites, one with the vectors in its entries and one with them in its settings.

    Attributes:
        held: the pairs that stand in a file of a site.
        refused: those that none can hold, with the code of the diagnostic that says so.
    """

    entries: Path
    settings: Path
    held: set[Pair] = field(default_factory=set)
    refused: dict[Pair, str] = field(default_factory=dict)

    @property
    def fields(self) -> set[str]:
        """All fields that a vector was meant for."""
        return {name for name, _ in [*self.held, *self.refused]}


def write_sites(vectors: Sequence[str], folder: Path, *, embeds: bool = False) -> Sites:
    """Write both sites, without what the generator refuses.

    Args:
        vectors: what they are to hold.
        folder: where they are to lie.
        embeds: whether the one with the vectors in its entries has pages to be framed, of which
            there are more than of all others.
    """
    sites = Sites(folder / "entries", folder / "settings")
    plain = {
        "title": "A site", "description": PLAIN, "publisher": {"name": PLAIN}, "language": "en",
        "contact": "mailto:a@b.example", "corrected_by": PLAIN, "address": ADDRESS,
        "embeds": str(embeds).lower(),
    }  # fmt: skip
    refused = _refused_settings(vectors)
    few = Maker([f"{ADDRESS}word"], {}, counted=False)

    def alone(maker: Maker) -> dict[str, dict[str, Any]]:
        return {"site.yml": plain, **entries(few), **lone_values(maker)}

    _, found = _settle(folder / "lone", vectors, refused, {}, alone)
    refused |= found
    spare = {
        name: [number for number in range(len(vectors)) if (name, number) not in refused]
        for name in {name for name, _ in refused}
    }

    def with_entries(maker: Maker) -> dict[str, dict[str, Any]]:
        return {"site.yml": plain, **entries(maker)}

    def with_settings(maker: Maker) -> dict[str, dict[str, Any]]:
        return {"site.yml": settings(maker), **entries(few)}

    for site, make in ((sites.entries, with_entries), (sites.settings, with_settings)):
        held, found = _settle(site, vectors, refused, spare, make)
        sites.held |= held
        refused |= found
    sites.held = {pair for pair in sites.held if not pair[0].endswith(ESCAPED)}
    sites.refused = {pair: code for pair, code in refused.items() if not pair[0].endswith(ESCAPED)}
    return sites


def _settle(
    folder: Path,
    vectors: Sequence[str],
    refused: Mapping[Pair, str],
    spare: Mapping[str, Sequence[int]],
    make: Callable[[Maker], dict[str, dict[str, Any]]],
) -> tuple[set[Pair], dict[Pair, str]]:
    """Write a site again and again without what is refused, until nothing is.

    A file that cannot be read hides what else is wrong with it: hence the rounds.

    Returns:
        The pairs in it, and those refused here.
    """
    refused = dict(refused)
    found: dict[Pair, str] = {}
    for _ in range(_ROUNDS):
        places: dict[tuple[str, int], tuple[Pair, ...]] = {}
        for name, value in make(Maker(vectors, refused, spare)).items():
            rows = [*_rows(value)]
            path = folder / "content" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            text = "".join(f"{line}\n" for line, _ in rows)
            path.write_text(text, "utf-8", newline="\n")
            shown = f"content/{name}"
            places |= {(shown, at): pairs for at, (_, pairs) in enumerate(rows, 1) if pairs}
        told = _told(examine(folder), places)
        if not told:
            return {pair for pairs in places.values() for pair in pairs}, found
        refused |= told
        found |= told
    raise AssertionError(f"still refused after {_ROUNDS} rounds: {told}")


def _told(
    problems: Sequence[Diagnostic], places: Mapping[tuple[str, int], tuple[Pair, ...]]
) -> dict[Pair, str]:
    told: dict[Pair, str] = {}
    for problem in problems:
        if problem.severity is Severity.ERROR:
            assert problem.code in REFUSALS, problem
            pairs = places.get((problem.place.file, problem.place.line), ())
            assert pairs, problem
            told |= dict.fromkeys(pairs, problem.code)
            if problem.code in ("bad-character", "tab"):
                # One message for a file: what it names first stands in other fields as well.
                told |= dict.fromkeys(_alike(pairs, problem.place.file, places), problem.code)
    return told


def _alike(
    pairs: tuple[Pair, ...], file: str, places: Mapping[tuple[str, int], tuple[Pair, ...]]
) -> Iterator[Pair]:
    """The same vectors, written in the same way, in the other fields of a file."""
    kinds = {(number, name.endswith(ESCAPED)) for name, number in pairs}
    for (shown, _), others in places.items():
        if shown == file:
            yield from (pair for pair in others if (pair[1], pair[0].endswith(ESCAPED)) in kinds)


def _refused_settings(vectors: Sequence[str]) -> dict[Pair, str]:
    """What cannot stand in the addresses of a `site.yml`, nor among its hosts."""
    refused: dict[Pair, str] = {}
    for number, vector in enumerate(vectors):
        value: dict[str, Any] = {
            name: Held(vector, ((f"SiteSettings.{name}", number),)) for name in _SETTINGS
        }
        value["publisher"] = {
            "name": PLAIN, "address": Held(vector, (("Publisher.address", number),)),
        }  # fmt: skip
        value["never_link"] = [Held(vector, (("SiteSettings.never_link", number),))]
        value |= {"title": PLAIN, "description": PLAIN, "language": "en", "corrected_by": PLAIN}
        rows = [*_rows(value)]
        places = {("site.yml", at): pairs for at, (_, pairs) in enumerate(rows, 1) if pairs}
        root, lines, problems = parse("".join(f"{line}\n" for line, _ in rows), "site.yml")
        if root and not problems:
            document = Document("site", "site.yml", lines, root)
            model, problems = validate_document(document, SiteSettings)
            if model:
                problems += wrong_hosts(Entry(document, model))
                problems += check_denied_addresses(document, model.never_link)
        refused |= _told(problems, places)
    return refused


def _rows(value: Mapping[str, Any], indent: str = "") -> Iterator[tuple[str, tuple[Pair, ...]]]:
    """YAML, line by line, each with what it holds."""
    for key, inner in value.items():
        if isinstance(inner, Rows):
            yield f"{indent}{key}: |", ()
            for held in inner:
                for line in held.text.strip().replace("\r\n", "\n").split("\n"):
                    yield f"{indent}  {line.lstrip()}", held.pairs
        elif isinstance(inner, dict):
            yield f"{indent}{key}:", ()
            yield from _rows(inner, f"{indent}  ")
        elif isinstance(inner, list):
            yield f"{indent}{key}:", ()
            for item in inner:
                yield from _item(item, indent)
        else:
            text, pairs = _scalar(inner)
            yield f"{indent}{key}: {text}", pairs


def _item(item: Any, indent: str) -> Iterator[tuple[str, tuple[Pair, ...]]]:
    if isinstance(item, dict):
        (first, pairs), *rest = _rows(item, f"{indent}    ")
        yield f"{indent}  - {first.lstrip()}", pairs
        yield from rest
    else:
        text, pairs = _scalar(item)
        yield f"{indent}  - {text}", pairs


def _scalar(value: Held | str) -> tuple[str, tuple[Pair, ...]]:
    if isinstance(value, Held):
        return json.dumps(value.text, ensure_ascii=False), value.pairs
    return json.dumps(value), ()
