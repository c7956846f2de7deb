"""schema: the content model as JSON Schemas, for editors that check and complete YAML as one types.

They hold what the models hold and accept what the loader accepts: it takes every plain value for
text, so `date: 2018` and `latitude: 52.08` are as good as in quotes. (One thing differs: a bare
`null` or `~` counts as a missing value, as other programs take it for one.) What a schema cannot
say, such as whether a statement is cited, `explainer check` says.

Where a field refers to something of the site by its id, the ids that there are come from
`ids.json`. They are advice for completion: an id that is not among them is no error there.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from generator.model import (
    Addresses,
    History,
    Lock,
    Rechecks,
    Reviews,
    SiteSettings,
    Source,
    Story,
    Term,
    Translation,
)
from generator.model.base import Model
from generator.schema.ids import IDS_FILE, known_ids
from generator.schema.mappings import schema_of
from generator.schema.texts import JsonSchema
from generator.validate import Content

__all__ = ["FOLDER", "IDS_FILE", "KINDS", "model_schemas", "modeline", "schemas_of_site"]

FOLDER = ".explainer/schema"
"""Where a site keeps its schemas, relative to its own folder."""
KINDS: Mapping[str, type[Model]] = {
    "site": SiteSettings, "source": Source, "term": Term, "story": Story, "lock": Lock,
    "reviews": Reviews, "addresses": Addresses, "rechecks": Rechecks,
    "translation": Translation,
    "history": History,
}  # fmt: skip
"""The kinds of files, by the names of their schemas."""


def model_schemas() -> dict[str, str]:
    """The schemas that are the same for all sites: `KIND.json` → its text."""
    return {f"{kind}.json": _written(schema_of(model)) for kind, model in KINDS.items()}


def schemas_of_site(content: Content) -> dict[str, str]:
    """All schemas of a site by file name; those of the ids know what is valid in `content`."""
    return {**model_schemas(), IDS_FILE: _written(known_ids(content))}


def modeline(kind: str, path: str) -> str:
    """The comment that names a file's schema to an editor.

    Args:
        kind: one of `KINDS`.
        path: the file's path in the site.
    """
    up = "../" * path.count("/")
    return f"# yaml-language-server: $schema={up}{FOLDER}/{kind}.json"


def _written(schema: JsonSchema) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
