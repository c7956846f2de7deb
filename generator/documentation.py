"""The reference documentation, made from the code that it describes."""

from __future__ import annotations

import dataclasses
import re
import types
from collections.abc import Iterator
from enum import StrEnum
from typing import Any, Union, get_args, get_origin

import click

from generator import model
from generator.archive.kinds import KINDS
from generator.cli import explainer
from generator.diagnostics import CODES
from generator.folding import RULES, VERSION
from generator.model.base import Model
from generator.render import contexts
from generator.render.contexts import TEMPLATES
from generator.verify.function_words import REPLACEABLE
from generator.verify.independence.runs import LEAST
from generator.verify.independence.voices import JOINING_WORDS
from generator.verify.review import RULES as MARKS_VERSION

_MADE = "<!-- Made by `make docs`; changes belong into the code. -->\n"


def reference_pages() -> dict[str, str]:
    """Every page: its file name in `docs/` → its Markdown."""
    return {
        "diagnostics.md": diagnostics_page(),
        "content-format.md": content_format_page(),
        "command-line.md": command_line_page(),
        "templates.md": templates_page(),
        "verification.md": verification_page(),
    }


def diagnostics_page() -> str:
    """Every diagnostic code: what it means, what to do."""
    rows = [
        f"## {code}\n\n*{entry.severity}* · {_literal(entry.meaning)}\n\n"
        f"**What to do:** {_literal(entry.advice)}\n"
        for code, entry in CODES.items()
    ]
    head = (
        "# Diagnostics\n\nEvery problem is reported as `path:line:column: severity CODE: what is "
        "wrong`, with the line and what to do. An *error* keeps the site from being built; a "
        "*warning* does so under `--strict`. What has exactly one right answer, `explainer fix` "
        "mends.\n"
    )
    return "\n".join([_MADE, head, *rows])


def _literal(text: str) -> str:
    """A plain text in Markdown, where a star or a link in it would be taken for more."""
    return re.sub(r"[*<]|\](?=\()", r"\\\g<0>", re.sub(r"&(?=\w+;)", "&amp;", text))


def content_format_page() -> str:
    """Every kind of file, every mapping in it, every field."""
    files: list[tuple[str, type[Model]]] = [
        ("content/site.yml", model.SiteSettings),
        ("content/sources/ID.yml", model.Source),
        ("content/glossary/ID.yml", model.Term),
        ("content/stories/SLUG/story.yml", model.Story),
    ]
    parts = [_MADE, "# Content format\n", _FORMAT_INTRO]
    for path, root in files:
        parts.append(f"## {path}\n")
        parts += [_mapping(each, nested=each is not root) for each in _with_inner(root)]
    return "\n".join(parts)


_FORMAT_INTRO = """\
Files are YAML in UTF-8. Every value is text, a list or a mapping: nothing is turned into a number,
a date or yes and no. Anchors, aliases, tags and tabs are not used. An id is made of `a` to `z`,
digits and single hyphens; files and folders are named by the id of what they hold.

*Prose* is written as block text (`|`), one sentence a line, a blank line between paragraphs:

    body: |
      Eight people rang the bell. [@herald-eight; @gazette-eight]
      Nobody else was there. [@herald-nobody]

      This page rests on two reports. [editor]

Each line is a *statement*. It ends with the ids of the quotations that support it, or with
`[editor]` where the words are the editor's own. `*emphasis*`, `**strong emphasis**`, `` `code` ``
and `[links](https://example.org/)` can be used in it; HTML cannot.

*Dates* are `2018`, `2018-04` or `2018-04-27`; `~` behind one means about, `?` uncertain, `%` both;
two with `/` between are from and to, and `..` stands for an open end (a part of
[EDTF](https://www.loc.gov/standards/datetime/)).
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
    title = f"### A {each.NOUN}\n\n" if nested else ""
    summary = " ".join((each.__doc__ or "").split())
    lines = [f"{title}{summary}\n", "| key | holds | meaning |", "|---|---|---|"]
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
        return f"a {annotation.NOUN}"
    if get_origin(annotation) is list:
        (inner,) = get_args(annotation)
        found = _model_in(inner)
        return f"a list, each a {found.NOUN}" if found else "a list of texts"
    if get_origin(annotation) in (Union, types.UnionType):
        return _kind(next(part for part in get_args(annotation) if part is not type(None)))
    return "text"


def command_line_page() -> str:
    """Every command with its options, as `--help` prints them."""
    settings = explainer.context_settings
    context = click.Context(explainer, info_name="explainer", terminal_width=90, **settings)
    parts = [_MADE, "# Command line\n", _fenced(explainer.get_help(context))]
    return "\n".join([*parts, *_commands(explainer, context)])


def _commands(group: click.Group, context: click.Context) -> Iterator[str]:
    for name, command in sorted(group.commands.items()):
        inner = click.Context(command, info_name=name, parent=context, terminal_width=90)
        yield f"## {inner.command_path}\n"
        yield _fenced(command.get_help(inner))
        if isinstance(command, click.Group):
            yield from _commands(command, inner)


def _fenced(text: str) -> str:
    return f"```text\n{text}\n```\n"


def _endings() -> str:
    *names, last = (f"`{kind}`" for kind in KINDS)
    return f"{', '.join(names)} or {last}"


_VERIFICATION_INTRO = """\
`explainer verify` compares every quotation with the archived copy of its source. Copies lie in
`content/archive/` (or `--archive DIR`), named by the source's `archived_as` or its id, with one of
the endings {endings}, and each of them packed with gzip (`.html.gz`); what is read of each kind is
told in `archived-copies.md`. What stands in its copy exactly once is written to
`content/quotations.lock.yml`: the words, their place, the copy's digest, the day. A build needs no
archive; it checks that content and lock agree. `--strict` refuses to build what does not.

`explainer verify` says how many quotations it compared, verified and refused, which it keeps from
the lock because their copy is not at hand, and at which a person should look once more: where words
are left out or put in, or where the sentence begins before the words or goes on after them. A
complete utterance, from quotation mark to quotation mark, is not among these. The reasons are kept
in the lock; `--looks` tells them again.

Where a copy has pages, times or paragraphs, the lock records where the words stand, as `locator`.
Footnotes show it ("p. 14", "at 12:31"), and links lead there (`#page=14`, `#t=751`). Words that a
machine read from a picture, and words that stand for a picture, are marked as such. A hyphen at a
line's end of a PDF may be the word's or not: a quotation matches with and without it, and the lock
says which. Nothing here shows a copy to be what the outlet published.

Nothing that is only like the words passes. In a quotation `[…]` marks words left out and
`[brackets]` words put in; each piece between them must stand in the copy, in order. A quotation
cannot begin or end inside a word or a number; a space that groups digits belongs to the number.

A copy that is not the one of the lock is `changed-copy`: the lock keeps what it says of that source
until `explainer verify --accept SOURCE` takes the copy over, and says which of its quotations stand
where they stood, which elsewhere, and which no more. `check --strict` and `build --strict` hold the
lock against the copies that are at hand, and report what it says otherwise than they do.
"""
_MARKS = """\
An insertion stands between two words that follow each other in the copy, or at the quotation's
edge. It takes no word away but one pronoun, article or possessive that it stands for
(`[The police] left` for "they left"); the lock records that word, and the footnote shows it. Which
words these are, and what negates, is a table for each language: {tables}; in another language
nothing can be replaced. Whoever leaves out more writes `[…]`, and `[…] [the police]` where words
stand in its place. Brackets that stand in the source are quoted as they are.

Refused are brackets with no word in them, or a digit; brackets against a letter, but for the case
of a first letter (`[T]he`); brackets beside a number.

A warning, which `--strict` counts, is given for a negation put in; for an omission that drops a
negation (in a language with no table: any) or crosses the end of a sentence or a paragraph; and for
an insertion at the edge that stands where another word of the sentence stands. A reviewer who has
looked accepts the quotation by name, in its source's file, with the twelve digits of the warning:
`accepted: {{by: Jane Doe, on: 2031-05-02, of: 3f9c2a71b04d}}`. They stand for the words, the marks
and all that these stand for: a change to any of it ends the acceptance.

Quotations with brackets that were verified under older rules are `old-lock`: run `explainer verify`
where the archive is. What was verified before and is refused now is told with what to write; where
that is certain, `explainer fix --prose` writes `[…]` beside an insertion that took words away.

What strangers would try, and honest quotations beside it (`tests/verify/strangers.yml`):

| kind | refused | warned of | passed |
|---|---|---|---|
{strangers}
"""
STRANGERS = (
    ("empty marks", 14, 0, 0),
    ("an insertion that takes words away", 22, 9, 11),
    ("letters put to a word", 23, 0, 4),
    ("digits and numbers", 44, 0, 8),
    ("grouping spaces of other kinds", 10, 0, 3),
    ("brackets of the source's own", 12, 1, 5),
    ("an inserted negation", 0, 13, 2),
    ("an omission that drops a negation", 0, 12, 4),
    ("an omission that crosses a sentence or a paragraph", 0, 11, 4),
    ("German", 10, 8, 3),
    ("French", 7, 6, 3),
    ("Spanish, Italian, Dutch, Portuguese", 12, 12, 5),
    ("languages without a table", 3, 3, 1),
)
"""How many quotations of each kind are tried, and what becomes of them; a test counts them."""


_READERS = """\
A page is read as it was sent, always, and without a browser. Where its copy also has the text that
a browser showed when it was captured ([archived copies](archived-copies.md)), a quotation is looked
for in both, and no browser is needed for that. Which of the two has the words is `reader` in the
lock, and `start` and `end` refer to that one's text:

| in the page as it was sent | shown by the browser | `reader` | |
|---|---|---|---|
| yes | yes, or none looked | `static` (left out) | verified |
| yes | no | `static-alone` | verified, with the warning `readers-disagree` |
| no | yes | `rendered` | verified, with the warning `readers-disagree` |
| no | no, or none looked | | `misquotation` |

Words that only one reader sees may be hidden from all readers, or be put there by a script. They
may as well stand behind "read more", or wait for a script that the copy does not have: refusing
them would refuse true quotations. So a person decides. The warning, which `--strict` counts, stays
in every build until a reviewer has looked at the page and accepts the quotation by name, as for
marks; the digits stand for the reader too.
"""
_RULES_INTRO = """\
Both texts are compared after these rules, in this order. Words, figures, case, accents and their
order are never touched. The glossary and the search begin with the same rules and fold more. A lock
that was made under version 1 counts as it is, since version 2 folds all that version 1 did;
`explainer verify` renews it, and keeps the days.
"""
_VOICES = """\
Two sources are one voice if they have the same `origin`, or if they share {words} words or more in
runs of at least {least}, outside quotation marks. A shared primary source is shown and joins
nothing. A ruling of the editors, with its reason, wins.
"""


def verification_page() -> str:
    """How quotations are compared: every rule of normalisation."""
    rows = [f"| {rule.name} | {rule.what} | {rule.why} |" for rule in RULES]
    return "\n".join(
        [
            _MADE,
            "# Verification\n",
            _VERIFICATION_INTRO.format(endings=_endings()),
            "## Two readers of a page\n",
            _READERS,
            f"## Normalisation, version {VERSION}\n",
            _RULES_INTRO,
            "| rule | what becomes of what | why it is harmless |",
            "|---|---|---|",
            *(row.replace("\n", " ") for row in rows),
            "",
            f"## Marks, version {MARKS_VERSION}\n",
            _MARKS.format(
                tables=", ".join(f"`{tag}`" for tag in sorted(REPLACEABLE)),
                strangers="\n".join(f"| {' | '.join(map(str, row))} |" for row in STRANGERS),
            ),
            "## Voices\n",
            _VOICES.format(words=JOINING_WORDS, least=LEAST),
        ]
    )


_TEMPLATES_INTRO = """\
A site can bring templates of its own in `site-templates/`; each replaces the one of the same name.
They are Jinja2 templates; everything is escaped. Besides the names below there is
`heading(level, id, text, lang)`, which must not stand inside an element; `quoted(text, lang)`,
which puts the quotation marks of a language around a text; `lang_dir(lang)`, the attributes `lang`
and `dir` of an element in another language than the page's; `comma` and `semicolon` between the
items of a list; `number(n)`, a whole number in figures. Texts in `_("…")` and `{% trans %}` are
translated.
"""


def templates_page() -> str:
    """Every page template with the names that it can use."""
    parts = [_MADE, "# Templates\n", _TEMPLATES_INTRO]
    for name, context in TEMPLATES.items():
        parts.append(f"## pages/{name}.html\n\n| name | holds |\n|---|---|")
        parts.append("\n".join(_fields(context)) + "\n")
    parts.append("# What the names hold\n")
    for inner in _inner_contexts():
        summary = " ".join((inner.__doc__ or "").split())
        parts.append(f"## {inner.__name__}\n\n{summary}\n\n| name | holds |\n|---|---|")
        parts.append("\n".join(_fields(inner)) + "\n")
    return "\n".join(parts)


def _fields(context: type) -> list[str]:
    return [f"| `{field.name}` | `{field.type}` |" for field in dataclasses.fields(context)]


def _inner_contexts() -> list[type]:
    pages = set(TEMPLATES.values())
    return [
        each
        for each in vars(contexts).values()
        if dataclasses.is_dataclass(each) and isinstance(each, type) and each not in pages
    ]
