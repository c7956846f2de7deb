"""Collects the interface texts into `site-templates/locale/`, or checks what is there.

Usage: catalogue.py [--check] [LANGUAGE …]

Without `--check` it writes `interface.pot`, the texts alone, and brings every `.po` file up to
date: new texts come in without a translation, texts that are gone go. A language tag such as `pl`
begins a catalogue for that language. It says what is left to translate.
"""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel import Locale
from babel.messages import Catalog
from babel.messages.extract import extract
from babel.messages.plurals import get_plural
from babel.messages.pofile import write_po

from generator.model import Role, SourceKind, TermKind
from generator.render.catalogue import problems, read_catalogue
from generator.render.wording import english

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "site-templates" / "locale"
TEMPLATE = LOCALE / "interface.pot"
TEMPLATE_FOLDERS = ("pages", "partials", "macros")
CODE_FOLDERS = ("render", "publishing", "adapters")
# `Wording.text` and `Wording.count`, also where they go by a shorter name.
# Which arguments hold a text, counted from zero.
CALLS = {"text": (0,), "count": (1, 2), "some": (1, 2)}
# Lists of the content format whose values stand on pages, by `Wording.word`.
# Babel has these with the last two forms the other way round than CLDR and all other catalogues.
_PLURALS = {
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
    "n%100>=11 ? 4 : 5);"
}
LISTS = (Role, SourceKind, TermKind)

_HEADER = """\
{comment}msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural}\\n"

"""
_ABOUT = """\
# {name}: the texts of the interface. `make catalogue` writes this file anew; translations stay.
"""


def collected() -> Catalog:
    """All interface texts, as they stand in templates and code."""
    catalog = Catalog()
    for path, message, context in sorted(_found(), key=lambda row: row[0]):
        catalog.add(message, locations=[(path, 0)], context=context)
    return catalog


def _found() -> Iterator[tuple[str, str | tuple[str, ...], str | None]]:
    for folder in TEMPLATE_FOLDERS:
        for path in sorted((ROOT / "site-templates" / folder).rglob("*.html")):
            yield from _in_template(path)
    code = (path for name in CODE_FOLDERS for path in (ROOT / "generator" / name).rglob("*.py"))
    for path in sorted(code):
        place = path.relative_to(ROOT).as_posix()
        yield from ((place, text, None) for text in in_code(path.read_text("utf-8")))
    for each in LISTS:
        place = f"generator/{each.__module__.removeprefix('generator.').replace('.', '/')}.py"
        yield from ((place, english(value), each.__name__) for value in each)


def _in_template(path: Path) -> Iterator[tuple[str, str | tuple[str, ...], str | None]]:
    options = {"silent": "false", "encoding": "utf-8"}
    with path.open("rb") as file:
        for _, message, _, context in extract("jinja2.ext:babel_extract", file, options=options):
            yield path.relative_to(ROOT).as_posix(), message, context


def in_code(code: str) -> Iterator[str | tuple[str, ...]]:
    """The texts that stand as literals in calls of `CALLS`, in the order of the code.

    The syntax tree has them wherever they stand. Python's tokenizer, which Babel reads code with,
    gives an f-string as one token up to 3.11 and as several since.

    Args:
        code: a module of Python.

    Yields:
        A text, or the forms of one that depends on a number.
    """
    yield from _in_node(ast.parse(code))


def _in_node(node: ast.AST) -> Iterator[str | tuple[str, ...]]:
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else None
        name = node.func.id if isinstance(node.func, ast.Name) else name
        if name in CALLS:
            texts = tuple(
                argument.value
                for argument in (node.args[at] for at in CALLS[name] if at < len(node.args))
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
            )
            if all(texts) and len(texts) == len(CALLS[name]):
                yield texts if len(texts) > 1 else texts[0]
    for child in ast.iter_child_nodes(node):
        yield from _in_node(child)


def po_text(catalog: Catalog, tag: str = "") -> str:
    """A catalogue as the text of its file: without a date, and without lines that move."""
    name = Locale.parse(tag, sep="-").english_name if tag else "Template"
    header = _HEADER.format(
        comment=_ABOUT.format(name=name), language=tag, plural=catalog.plural_forms
    )
    buffer = io.BytesIO()
    write_po(
        buffer, catalog, width=100, omit_header=True, include_lineno=False, ignore_obsolete=True
    )
    return header + buffer.getvalue().decode().strip() + "\n"


def updated(path: Path, texts: Catalog) -> Catalog:
    """The catalogue at `path` with just these texts; empty translations if there is no file."""
    if path.is_file():
        catalog = read_catalogue(path, path.stem)
    else:
        catalog = Catalog(locale=str(Locale.parse(path.stem, sep="-")))
        catalog.mime_headers = [("Plural-Forms", plural_rule(path.stem))]
    catalog.update(texts, no_fuzzy_matching=True)
    # The order of the template, so that a new text stands where it is used.
    ordered = Catalog(locale=catalog.locale)
    ordered.mime_headers = [("Plural-Forms", catalog.plural_forms)]
    for text in texts:
        if text.id:
            known = catalog.get(text.id, text.context)
            ordered.add(
                text.id,
                known.string if known else None,
                locations=text.locations,
                flags=known.flags if known else (),
                user_comments=known.user_comments if known else (),
                context=text.context,
            )
    return ordered


def plural_rule(tag: str) -> str:
    """The header that says which plural form stands for which number."""
    return _PLURALS.get(tag) or str(get_plural(tag.replace("-", "_")))


def catalogues() -> list[Path]:
    """The files of the languages that the package brings."""
    return sorted(LOCALE.glob("*.po"))


def left(path: Path, texts: Catalog) -> list[str]:
    """What is wrong with a language: texts without a translation, and translations that differ."""
    catalog = updated(path, texts)
    rows = []
    for message in catalog:
        strings = message.string if isinstance(message.string, tuple | list) else [message.string]
        if message.id and (message.fuzzy or not all(strings)):
            why = "marked fuzzy" if message.fuzzy else "not translated"
            rows.append(f"{path.name}: {why}: {message.id!r}")
    return rows + [f"{path.name}: {text}" for _, text in problems(catalog)]


def main(arguments: list[str]) -> int:
    """Write or check. Returns the exit code."""
    check = "--check" in arguments
    texts = collected()
    files = {LOCALE / f"{tag}.po" for tag in arguments if tag != "--check"} | {*catalogues()}
    wanted = {TEMPLATE: po_text(texts)}
    wanted |= {path: po_text(updated(path, texts), path.stem) for path in sorted(files)}
    LOCALE.mkdir(exist_ok=True)
    rows = []
    for path, text in wanted.items():
        if path.is_file() and path.read_text("utf-8") == text:
            continue
        if check:
            rows.append(f"{path.name} is not current: run 'make catalogue'")
        else:
            path.write_text(text, "utf-8")
    rows += [row for path in sorted(files) for row in left(path, texts)]
    sys.stderr.write("".join(f"{row}\n" for row in rows))
    return 1 if rows and check else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
