"""The configuration of a Git-based editor in the browser, made from the content model.

It is written for Sveltia CMS, which reads the format of Decap CMS (formerly Netlify CMS). The
editor's own script is no part of the site; `explainer docs editing-in-a-browser` says how to get
it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from html import escape
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from pydantic.fields import FieldInfo

from generator.model import SiteSettings, Source, Story, Term, base
from generator.model.base import Model
from generator.schema.ids import reference
from generator.schema.texts import text_schema

SCRIPT = "sveltia-cms.js"
"""The editor's script, which has to lie beside the page."""
ICONS = "icons.woff2"
"""The font of its icons (Material Symbols), which it would fetch from another host."""
WARNING = (
    "Saving writes the whole file anew: its comments are lost, and so is the way it was laid out."
)
"""What somebody who saves has to know first; the editor shows it above each list."""
_HEAD = f"# Made by `explainer admin`; do not change it by hand. {WARNING}\n"
BACKENDS: Mapping[str, tuple[str, ...]] = {
    "github": ("https://api.github.com",),
    "gitlab": ("https://gitlab.com",),
    "gitea": ("https://gitea.com",),
}
"""The kinds of Git hosts, and what the editor's page asks each of them at."""

# A text of several lines loses its line breaks in a field of one line: so only these get one.
_ONE_LINE = frozenset({
    "title", "short", "publisher", "origin", "upstream", "author", "term", "aliases", "topics",
    "name", "speaker", "licence", "authors", "reviewers",
})  # fmt: skip
_KINDS: tuple[tuple[Any, str], ...] = (
    (base.Id, "string"),
    (base.DateText, "string"),
    (base.Address, "string"),
    (base.WebAddress, "string"),
    (base.Latitude, "string"),
    (base.Longitude, "string"),
    (base.Language, "string"),
    (base.Digest, "string"),
    (base.FileName, "string"),
    (base.Truth, "boolean"),
)
# Not stories: the editor takes the whole path of a file in a folder of its own for its id.
_RELATIONS: Mapping[str, dict[str, Any]] = {
    "quotation": {
        "collection": "sources",
        "value_field": "quotations.*.id",
        "search_fields": ["quotations.*.id", "quotations.*.exact"],
        "display_fields": ["quotations.*.id", "quotations.*.exact"],
    },
    "source": {
        "collection": "sources",
        "value_field": "{{slug}}",
        "search_fields": ["short", "title"],
        "display_fields": ["short"],
    },
    "term": {
        "collection": "glossary",
        "value_field": "{{slug}}",
        "search_fields": ["term"],
        "display_fields": ["term"],
    },
}
_LIMITS = {"ge": "min", "le": "max", "min_length": "min"}
# The field by which a list shows its entries while they are folded.
_SUMMARIES = ("title", "name", "question", "id", "country", "role", "other", "date")


@dataclass(frozen=True, slots=True)
class Repository:
    """Where the site's files are kept: the kind of host, `OWNER/NAME`, the branch."""

    backend: str
    name: str
    branch: str


def cms_files(repository: Repository, content: str, title: str) -> dict[str, str]:
    """The editor's page and its configuration: file name → text.

    Args:
        repository: where the editor saves.
        content: the content folder's path in the repository.
        title: the site's name.
    """
    settings = json.dumps(cms_config(repository, content), ensure_ascii=False, indent=2)
    return {
        # JSON is YAML too, and needs no second writer of YAML.
        "config.yml": f"{_HEAD}{settings}\n",
        "index.html": _page(repository, title),
    }


def _page(repository: Repository, title: str) -> str:
    hosts = " ".join(BACKENDS[repository.backend])
    # The editor sets styles of its own making; scripts come from the site alone.
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
        f"img-src 'self' data: blob: https:; font-src 'self'; connect-src 'self' blob: {hosts}; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width">\n'
        '<meta name="robots" content="noindex">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(title)}</title>\n"
        '<link rel="cms-config-url" type="text/yaml" href="config.yml">\n'
        f'</head>\n<body>\n<script src="{SCRIPT}"></script>\n'
        # Behind the script, whose own style of this name would win otherwise.
        "<style>@font-face { font-family: 'Material Symbols Outlined'; font-weight: 400; "
        f"src: url({ICONS}) format('woff2'); }}</style>\n</body>\n</html>\n"
    )


def cms_config(repository: Repository, content: str) -> dict[str, Any]:
    """The configuration; the arguments are those of `cms_files`."""
    folder = {"create": True, "extension": "yml", "format": "yaml"}
    return {
        "backend": {
            "name": repository.backend,
            "repo": repository.name,
            "branch": repository.branch,
        },
        # The content format knows no pictures; the editor insists on a folder for them.
        "media_folder": f"{content}/pages/assets",
        "public_folder": "/assets",
        "slug": {"encoding": "ascii", "clean_accents": True, "sanitize_replacement": "-"},
        "editor": {"preview": False},
        # An empty text is an error of the content format; what is not needed is left out.
        "output": {"omit_empty_optional_fields": True, "yaml": {"indent_sequences": True}},
        "collections": [
            {
                "name": "stories",
                "label": "Stories",
                "description": WARNING,
                "label_singular": "Story",
                "folder": f"{content}/stories",
                "path": "{{slug}}/story",
                "identifier_field": "title",
                **folder,
                "fields": list(_fields(Story)),
            },
            {
                "name": "sources",
                "label": "Sources",
                "description": WARNING,
                "label_singular": "Source",
                "folder": f"{content}/sources",
                "identifier_field": "short",
                **folder,
                "fields": list(_fields(Source)),
            },
            {
                "name": "glossary",
                "label": "Glossary",
                "description": WARNING,
                "label_singular": "Term",
                "folder": f"{content}/glossary",
                "identifier_field": "term",
                **folder,
                "fields": list(_fields(Term)),
            },
            {
                "name": "site",
                "label": "Site",
                "description": WARNING,
                "files": [
                    {
                        "name": "site",
                        "label": "Site",
                        "file": f"{content}/site.yml",
                        "fields": list(_fields(SiteSettings)),
                    }
                ],
            },
        ],
    }


def _fields(model: type[Model]) -> Iterator[dict[str, Any]]:
    hints = get_type_hints(model, include_extras=True)
    for name, field in model.model_fields.items():
        yield {
            **_named(name),
            **_widget(hints[name], name, reference(model, name)),
            "required": field.is_required(),
            **_more(field),
        }


def _named(name: str) -> dict[str, Any]:
    return {"name": name, "label": name.replace("_", " ").capitalize()}


def _more(field: FieldInfo) -> dict[str, Any]:
    """The hint, the default and the limits: of a number, or of the number of entries."""
    examples = "".join(f" Example: {_example(each)}" for each in field.examples or [])
    more: dict[str, Any] = {"hint": f"{field.description}{examples}"}
    if field.default is True:
        more["default"] = True
    if isinstance(field.default, StrEnum):
        more["default"] = field.default.value
    for limit in field.metadata:
        for attribute, name in _LIMITS.items():
            if hasattr(limit, attribute):
                more[name] = getattr(limit, attribute)
    return more


def _example(example: Any) -> str:
    return ", ".join(map(str, example)) if isinstance(example, list) else str(example)


def _widget(hint: Any, name: str, refers_to: str | None) -> dict[str, Any]:
    """What kind of field shows a value, with the rules that it must follow."""
    if get_origin(hint) in (Union, UnionType):
        hint = next(part for part in get_args(hint) if part is not type(None))
    if get_origin(hint) is list:
        return _list(get_args(hint)[0], name, refers_to)
    if refers_to and refers_to in _RELATIONS:
        return {"widget": "relation", **_RELATIONS[refers_to]}
    if hint == base.Country:
        return {"widget": "select", "options": _countries()}
    for kind, widget in _KINDS:
        if hint == kind:
            return {"widget": widget, **_pattern(hint)}
    if hint == base.Text:
        return {"widget": "string" if name in _ONE_LINE else "text"}
    if hint is int:
        return {"widget": "number", "value_type": "int"}
    if issubclass(hint, StrEnum):
        return {"widget": "select", "options": [word.value for word in hint]}
    return {"widget": "object", "fields": list(_fields(hint))}


def _list(inner: Any, name: str, refers_to: str | None) -> dict[str, Any]:
    if refers_to and refers_to in _RELATIONS:
        return {"widget": "relation", "multiple": True, **_RELATIONS[refers_to]}
    if isinstance(inner, type) and issubclass(inner, Model):
        summary = next(
            each for each in (*_SUMMARIES, *inner.model_fields) if each in inner.model_fields
        )
        return {
            "widget": "list",
            "label_singular": inner.NOUN.capitalize(),
            "collapsed": True,
            "summary": f"{{{{fields.{summary}}}}}",
            "fields": list(_fields(inner)),
        }
    # With a field of its own: otherwise a comma in a text would make two of it.
    return {"widget": "list", "field": {**_named(name), **_widget(inner, name, None)}}


def _pattern(hint: Any) -> dict[str, Any]:
    schema = text_schema(hint) or {}
    if "pattern" not in schema:
        return {}
    return {"pattern": [schema["pattern"], schema["patternErrorMessage"]]}


def _countries() -> list[dict[str, str]]:
    schema = text_schema(base.Country) or {}
    names = zip(schema["enum"], schema["enumDescriptions"], strict=True)
    return [{"label": f"{code} {name}", "value": code} for code, name in names]


def write_cms(files: Mapping[str, str], out: Path) -> None:
    """Write the editor's files to a folder; what else lies there stays.

    Raises:
        OSError: the folder cannot be written.
    """
    out.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (out / name).write_text(text, "utf-8", newline="\n")
