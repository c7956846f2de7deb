"""validate: documents → models, all problems of a file at once."""

from __future__ import annotations

import types
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from typing import Any, Generic, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from generator.diagnostics import Diagnostic, Place
from generator.diagnostics.record import did_you_mean, meant, nearest
from generator.load import Document, Documents, Scalar, Trail, plain_value
from generator.load.mend import put_text, rename_key
from generator.load.parse import BAD_CHARACTER
from generator.load.text import MAX_PROBLEMS, too_many
from generator.load.tree import scalars
from generator.memory import FORGETFUL, Memory
from generator.model import Lock, SiteSettings, Source, Story, Term
from generator.model.base import LONGEST_ID, Model
from generator.model.doubts import QUOTED, doubts_about, field_of, names, taken_for, texts
from generator.model.hosts import denied_in, host_problem, known_hosts
from generator.model.ids import reserved_name
from generator.model.invisible import is_invisible, needless
from generator.model.lookalikes import passes_for_another

M = TypeVar("M", bound=Model)
_KINDS = {
    "string_type": "text",
    "list_type": "a list (lines that begin with '- ')",
    "model_type": "a mapping (lines of 'key: value')",
    "model_attributes_type": "a mapping (lines of 'key: value')",
    "dict_type": "a mapping (lines of 'key: value')",
    "int_parsing": "a whole number",
    "int_parsing_size": "a whole number of a few digits",
    "int_type": "a whole number",
    "float_parsing": "a number",
    "float_type": "a number",
    "greater_than_equal": "a number from {ge}",
    "less_than_equal": "a number up to {le}",
}

_ASCII = bytes(range(128))


@dataclass(frozen=True, slots=True)
class Entry(Generic[M]):
    """A model with the document that it was read from, so that each value's place is known."""

    document: Document
    model: M

    @property
    def id(self) -> str:
        """The file's id."""
        return self.document.id


@dataclass(slots=True)
class Content:
    """All valid content of a site."""

    site: Entry[SiteSettings] | None = None
    sources: list[Entry[Source]] = field(default_factory=list)
    terms: list[Entry[Term]] = field(default_factory=list)
    stories: list[Entry[Story]] = field(default_factory=list)
    lock: Entry[Lock] | None = None


def validate(documents: Documents, memory: Memory = FORGETFUL) -> tuple[Content, list[Diagnostic]]:
    """Check every document against its model. An invalid document is left out of the result.

    Args:
        documents: the files of the content.
        memory: what was checked before.
    """
    problems: list[Diagnostic] = []

    def entries(files: list[Document], model: type[M]) -> list[Entry[M]]:
        checked = []
        for document in files:
            check = partial(validate_document, document, model)
            value, bad = memory.recall("model", document.path, document.print, check)
            problems.extend(bad)
            if value is not None:
                checked.append(Entry(document, value))
        return checked

    site = entries([documents.site] if documents.site else [], SiteSettings)
    lock = entries([documents.lock] if documents.lock else [], Lock)
    content = Content(
        site=site[0] if site else None,
        sources=entries(documents.sources, Source),
        terms=entries(documents.terms, Term),
        stories=entries(documents.stories, Story),
        lock=lock[0] if lock else None,
    )
    return content, [*problems, *_taken_for_others(content), *_denied(content.site, documents)]


def validate_document(document: Document, model: type[M]) -> tuple[M | None, list[Diagnostic]]:
    """Make a model of a document, or say everything that is wrong with it."""
    # What the lock has to say stands in sources and copies.
    signs = set() if model is Lock else _signs(document)
    problems = [*_names_of_files(document)]
    if any(map(is_invisible, signs)):
        problems += _unseen(document)
    try:
        value = model.model_validate(plain_value(document.root))
    except ValidationError as error:
        problems += _diagnostics(document, model, error.errors(include_url=False))
        return None, problems
    has_addresses = model is not Lock and _may_have_addresses(document)
    if has_addresses or any(map(passes_for_another, signs)):
        for doubt in doubts_about(value):
            place = _place_of_words(document, doubt.steps, doubt.words)
            problems.append(document.problem(doubt.code, place, doubt.message))
    return value, problems


def _signs(document: Document) -> set[str]:
    """The characters of a file that are not ASCII, those among them that codes in it make."""
    if "\\" in document.lines.text:
        return {char for node in scalars(document.root) for char in node.text if not char.isascii()}
    # Nearly all that stands there is ASCII, which goes away at once.
    rest = document.lines.text.encode().translate(None, _ASCII)
    return set(rest.decode())


def _names_of_files(document: Document) -> Iterator[Diagnostic]:
    """What keeps the file's id from being the name of the pages that are made of it."""
    id = document.id
    why = reserved_name(id)
    if len(id) > LONGEST_ID:
        why = f"it has {len(id)} characters, and {LONGEST_ID} are allowed"
    if why:
        message = f"'{id}' cannot be the id of a file: {why}"
        yield document.problem("bad-name", Place(document.path), message)


def _unseen(document: Document) -> Iterator[Diagnostic]:
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


def _taken_for_others(content: Content) -> Iterator[Diagnostic]:
    """Names in other letters that look like a name in Latin letters that the site has as well."""
    files: list[Entry[Any]] = [*content.sources, *content.terms, *content.stories]
    alike = [
        (like, entry.document, steps, name)
        for entry in files
        if any(map(passes_for_another, _signs(entry.document)))
        for steps, name in names(entry.model)
        if (like := taken_for(name))
    ]
    plain = chain.from_iterable(names(entry.model) for entry in files) if alike else ()
    known = {name.casefold(): name for _, name in plain if name.isascii()}
    for like, document, steps, name in alike:
        if like in known:
            message = f"'{name}' looks like '{known[like]}', and is written in other letters"
            place = _place_of_words(document, steps, name)
            yield document.problem("look-alike", place, message)


def _denied(site: Entry[SiteSettings] | None, documents: Documents) -> Iterator[Diagnostic]:
    """Addresses that lead where the site may not link to, in every text but quoted words."""
    if site is None or not site.model.never_link:
        return
    for at, host in enumerate(site.model.never_link):
        if why := host_problem(host):
            place = site.document.place(("never_link", at))
            yield site.document.problem("bad-host", place, f"'{host[:60]}' is no host: {why}")
    hosts = known_hosts(site.model.never_link)
    for document in (site.document, *documents.sources, *documents.terms, *documents.stories):
        if not _may_have_addresses(document):
            continue
        for steps, text in texts(plain_value(document.root)):
            if field_of(steps) in QUOTED or steps[:1] == ("never_link",):
                continue
            for found in denied_in(text, hosts):
                place = document.place(steps, found.row, found.start, found.width)
                message = f"the site never links to '{found.host}'"
                yield document.problem("denied-address", place, message)


def _may_have_addresses(document: Document) -> bool:
    """Whether anything in a file can be an address, written out or in codes for characters."""
    text = document.lines.text
    return "://" in text or "\\" in text or "&" in text or "mailto:" in text.lower()


def _place_of_words(document: Document, trail: Trail, words: str) -> Place:
    node = document.node(trail)
    if not isinstance(node, Scalar) or words not in node.text:
        return document.place(trail)
    row, column = _spot(node.text, node.text.index(words))
    return document.place_of(node, row, column, len(words))


def _spot(text: str, at: int) -> tuple[int, int]:
    """The row and the column of a character, from 0."""
    return text.count("\n", 0, at), at - text.rfind("\n", 0, at) - 1


def _diagnostics(document: Document, model: type[Model], rows: list[Any]) -> Iterator[Diagnostic]:
    """The diagnostics for pydantic's error rows."""
    misspelt = _misspelt(model, rows)
    left = MAX_PROBLEMS
    for row in rows:
        if row["type"] == "missing" and tuple(row["loc"]) in misspelt:
            continue
        if not left:
            place = document.place(row["loc"])
            yield too_many(place, document.lines[place.line - 1])
            return
        left -= 1
        if row["type"] == "extra_forbidden":
            yield _unknown_key(document, model, row, misspelt)
        else:
            yield _DESCRIBE.get(row["type"], _of_a_value)(document, model, row)


def _misspelt(model: type[Model], rows: list[Any]) -> Counter[Trail]:
    """The keys that unknown keys are misspellings of, and of how many: they are not missing."""
    return Counter(
        (*row["loc"][:-1], near)
        for row in rows
        if row["type"] == "extra_forbidden"
        and (near := nearest(str(row["loc"][-1]), _model_at(model, row["loc"][:-1]).model_fields))
    )


def _unknown_key(
    document: Document, model: type[Model], row: Any, misspelt: Counter[Trail]
) -> Diagnostic:
    trail: Trail = tuple(row["loc"])
    place = document.place(trail)
    if key := document.key(trail):
        place = replace(place, line=key.line, column=key.column, width=key.width)
    owner = _model_at(model, trail[:-1])
    message = f"'{str(trail[-1])[:60]}' is no key of a {owner.NOUN}"
    advice = did_you_mean(str(trail[-1]), owner.model_fields)
    known = f"Known keys: {', '.join(owner.model_fields)}."
    name = meant(str(trail[-1]), owner.model_fields)
    # Where another key beside it may be meant for the same, nobody can know which one is.
    is_clear = name is not None and misspelt[(*trail[:-1], name)] == 1
    fix = rename_key(document, trail, name) if name and is_clear else ()
    return document.problem("unknown-key", place, message, advice or known, fix)


def _missing_key(document: Document, model: type[Model], row: Any) -> Diagnostic:
    trail: Trail = tuple(row["loc"])
    owner = _model_at(model, trail[:-1])
    about = owner.model_fields[str(trail[-1])].description or ""
    message = f"the {owner.NOUN} has no '{trail[-1]}'"
    advice = f"Add '{trail[-1]}:'. {about}"
    return document.problem("missing-key", document.place(trail[:-1]), message, advice)


def _unknown_word(document: Document, model: type[Model], row: Any) -> Diagnostic:
    typed = row["input"]
    if not isinstance(typed, str):
        return _of_a_value(document, model, {**row, "type": "string_type"})
    if not typed.strip():
        return _of_a_value(
            document, model, {**row, "type": "empty-text", "msg": "the text is empty"}
        )
    known = [word.strip("' ") for word in row["ctx"]["expected"].replace(" or ", ", ").split(",")]
    advice = did_you_mean(typed, known) or f"Known words: {', '.join(known)}."
    message = f"'{typed[:60]}' cannot stand here"
    word = meant(typed, known)
    fix = put_text(document, row["loc"], word) if word else ()
    return document.problem("unknown-value", document.place(row["loc"]), message, advice, fix)


def _too_few(document: Document, model: type[Model], row: Any) -> Diagnostic:  # noqa: ARG001
    has, wanted = row["ctx"]["actual_length"], row["ctx"]["min_length"]
    message = f"the list has {has} {'entry' if has == 1 else 'entries'}; it needs {wanted}"
    return document.problem("too-few", document.place(row["loc"]), message)


def _of_a_value(document: Document, model: type[Model], row: Any) -> Diagnostic:
    trail: Trail = tuple(row["loc"])
    place, code = document.place(trail), row["type"]
    if code in _KINDS:
        wanted = _KINDS[code].format_map(row.get("ctx", {}))
        return document.problem("wrong-type", place, f"{wanted} is wanted here")
    advice = ""
    if code == "unknown-country" and row["ctx"]["nearest"]:
        advice = f"Did you mean '{row['ctx']['nearest']}'?"
    elif code == "empty-text" and isinstance(trail[-1], str):
        field = _model_at(model, trail[:-1]).model_fields[trail[-1]]
        advice = "Write the text." if field.is_required() else ""
    value = row.get("ctx", {}).get("meant")
    fix = put_text(document, trail, value) if value else ()
    return document.problem(code, place, row["msg"], advice, fix)


_DESCRIBE = {
    "missing": _missing_key,
    "enum": _unknown_word,
    "too_short": _too_few,
}


def _model_at(model: type[Model], trail: Trail) -> type[Model]:
    """The model that the value at `trail` is checked against."""
    for step in trail:
        if isinstance(step, str) and step in model.model_fields:
            inner = _inner_model(model.model_fields[step].annotation)
            model = inner or model
    return model


def _inner_model(annotation: Any) -> type[Model] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation if issubclass(annotation, Model) else None
    if get_origin(annotation) in (dict, list, Union, types.UnionType):
        return next(filter(None, map(_inner_model, get_args(annotation))), None)
    return None
