"""The page of the content format."""

from __future__ import annotations

import textwrap
import types
from enum import StrEnum
from typing import Any, Union, get_args, get_origin

from generator import model
from generator.documentation.common import MADE
from generator.model.base import Model
from generator.model.ids import RESERVED_NAMES, RESERVED_SECTIONS


def content_format_page() -> str:
    """Every kind of file, every mapping in it, every field."""
    files: list[tuple[str, type[Model]]] = [
        ("content/site.yml", model.SiteSettings),
        ("content/sources/ID.yml", model.Source),
        ("content/glossary/ID.yml", model.Term),
        ("content/stories/SLUG/story.yml", model.Story),
        ("content/stories/SLUG/addresses.yml", model.Addresses),
        ("content/stories/SLUG/story.LANGUAGE.yml", model.Translation),
        ("content/reviews/SLUG.yml", model.Reviews),
        ("content/history/SLUG.yml", model.History),
    ]
    parts = [MADE, "# Content format\n", _intro()]
    for path, root in files:
        parts.append(f"## {path}\n")
        parts += [_mapping(each, nested=each is not root) for each in _with_inner(root)]
    return "\n".join(parts)


def _intro() -> str:
    def listed(ids: tuple[str, ...]) -> str:
        return ", ".join(f"`{id}`" for id in ids).replace(" to ", "` to `")

    taken = (
        f"Some ids are taken. No file may be called {listed(RESERVED_NAMES)}. No section of a "
        f"story may have the id {listed(RESERVED_SECTIONS)}."
    )
    return _FORMAT_INTRO.replace("TAKEN", textwrap.fill(taken, 100, break_on_hyphens=False))


_FORMAT_INTRO = """\
Files are YAML, saved as UTF-8: a *key*, a colon, and what it holds, which is text, a list, or keys
of its own. Nothing is turned into a number, a date or yes and no. Anchors, aliases and tags of YAML
are not used, nor are tabs. An id is made of `a` to `z`,
digits and single hyphens; files and folders are named by the id of what they hold.

TAKEN

*Prose* is written as block text (`|`), one sentence a line, a blank line between paragraphs:

    body: |
      Eight people rang the bell. [@herald-eight; @gazette-eight]
      Nobody else was there. [@herald-nobody]

      This page rests on two reports. [editor]

Each line is a *statement*. It ends with the ids of the quotations that support it, or with
`[editor]` where the words are the editor's own. What is cited only to compare has `cf.` before it,
as in `[@herald-eight; cf. @gazette-nine]`: it supports nothing. `*emphasis*`,
`**strong emphasis**`, `` `code` `` and `[links](https://example.org/)` can be used in it; HTML
cannot.

Words in quotation marks must stand in a quotation that the same statement cites: in its `exact`
words or its `translation`. Words that are nobody's utterance say so right behind the closing mark:
`“Harbour Songs”{title}` is the title of a work, `“caliphate”{word}` a word spoken of as a word.
Each mark has its partner in the same line.

*Dates* are `2018`, `2018-04` or `2018-04-27`; `~` behind one means about, `?` uncertain, `%` both;
two with `/` between are from and to, and `..` stands for an open end. This is a part of
[EDTF](https://www.loc.gov/standards/datetime/), a way of writing dates that libraries use.
"""


def _with_inner(root: type[Model]) -> list[type[Model]]:
    """The model and all models in its fields, each once, in order of appearance."""
    found: dict[type[Model], None] = {root: None}
    for field in root.model_fields.values():
        inner = _model_in(field.annotation)
        if inner:
            found.update(dict.fromkeys(_with_inner(inner)))
    return list(found)


def _model_in(annotation: Any) -> type[Model] | None:
    if isinstance(annotation, type):
        return annotation if issubclass(annotation, Model) else None
    return next(filter(None, map(_model_in, get_args(annotation))), None)


def _mapping(each: type[Model], *, nested: bool) -> str:
    noun = each.a_noun()
    title = f"### {noun[0].upper()}{noun[1:]}\n\n" if nested else ""
    lines = [f"{title}{each.summary()}\n", "| key | holds | meaning |", "|---|---|---|"]
    for name, field in each.model_fields.items():
        needed = " (needed)" if field.is_required() else ""
        examples = "".join(f" Example: `{_example(e)}`." for e in field.examples or [])
        meaning = (field.description or "").replace("|", "\\|")
        lines.append(f"| `{name}` | {_kind(field.annotation)}{needed} | {meaning}{examples} |")
    return "\n".join(lines) + "\n"


def _example(example: Any) -> str:
    text = f"[{', '.join(example)}]" if isinstance(example, list) else str(example)
    return text.replace("|", "\\|")


def _kind(annotation: Any) -> str:
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return "one of " + ", ".join(f"`{value}`" for value in annotation)
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return annotation.a_noun()
    if annotation is bool:
        return "`true` or `false`"
    if get_origin(annotation) is list:
        (inner,) = get_args(annotation)
        found = _model_in(inner)
        return f"a list; each entry is {found.a_noun()}" if found else "a list of texts"
    if get_origin(annotation) is dict:
        found = _model_in(get_args(annotation)[1])
        return f"addresses; behind each stands {found.a_noun() if found else 'a text'}"
    if get_origin(annotation) in (Union, types.UnionType):
        return _kind(next(part for part in get_args(annotation) if part is not type(None)))
    return "text"
