"""The page of the templates."""

from __future__ import annotations

import ast
import dataclasses

from generator.documentation.common import MADE
from generator.render import contexts
from generator.render.contexts import TEMPLATES

_TEMPLATES_INTRO = """\
A site can bring templates of its own in `site-templates/`; each replaces the one of the same name.
They are Jinja2 templates; everything is escaped. Besides the names below there is
`heading(level, id, text, lang)`, which must not stand inside an element; `quoted(text, lang)`,
which puts the quotation marks of a language around a text; `lang_dir(lang)`, the attributes `lang`
and `dir` of an element in another language than the page's; `isolated(name)`, a name in a `<bdi>`
where it could move what stands around it; `comma` and `semicolon` between the
items of a list; `number(n)`, a whole number in figures. Texts in `_("…")` and `{% trans %}` are
translated.
"""


_KINDS = {
    "str": "text", "int": "a number", "bool": "yes or no",
    "Markup": "HTML, which is put in as it is",
}  # fmt: skip


def templates_page() -> str:
    """Every page template with the names that it can use."""
    parts = [MADE, "# Templates\n", _TEMPLATES_INTRO]
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
    return [
        f"| `{field.name}` | {_kind(ast.parse(str(field.type), mode='eval').body)} |"
        for field in dataclasses.fields(context)
    ]


def _kind(annotation: ast.expr) -> str:
    """What a value is, for people who write templates and no Python."""
    match annotation:
        case ast.Name(id=name):
            article = "an" if name[0] in "AEIOU" else "a"
            return _KINDS.get(name) or f"{article} [{name}](#{name.lower()})"
        case ast.BinOp(left=left, right=ast.Constant(value=None)):
            return f"{_kind(left)}, or nothing"
        case ast.Subscript(slice=ast.Tuple(elts=[inner, ast.Constant(value=value)])) if (
            value is Ellipsis
        ):
            return f"a list; each entry is {_kind(inner)}"
        case ast.Subscript(slice=ast.Tuple(elts=parts)):
            return f"a group of {len(parts)}: {'; '.join(map(_kind, parts))}"
        case _:
            raise ValueError(f"'{ast.unparse(annotation)}' has no words")


def _inner_contexts() -> list[type]:
    pages = set(TEMPLATES.values())
    return [
        each
        for each in vars(contexts).values()
        if dataclasses.is_dataclass(each) and isinstance(each, type) and each not in pages
    ]
