"""Diagnostics as SARIF 2.1.0, which code hosts and editors show beside the text.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from generator.diagnostics.codes import CODES
from generator.diagnostics.record import Diagnostic, Edit, Place
from generator.diagnostics.safe_text import safe_json, safe_text

_SPECIFICATION = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os"
_SCHEMA = f"{_SPECIFICATION}/schemas/sarif-schema-2.1.0.json"
_ROOT = "SRCROOT"


def as_sarif(diagnostics: Sequence[Diagnostic], version: str, docs: str, prefix: str = "") -> str:
    """A SARIF log with one run.

    Args:
        diagnostics: what is wrong.
        version: the generator's.
        docs: the address of the page on diagnostics, to which each code is added as an anchor;
            empty if there is none.
        prefix: the way from the repository's root to the site's folder, empty or ending with `/`.
    """
    rules = sorted({diagnostic.code for diagnostic in diagnostics})
    driver = {
        "name": "Story Explainer",
        "semanticVersion": version,
        "rules": [_rule(code, docs) for code in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the repository."}}},
        "results": [_result(each, rules.index(each.code), prefix) for each in diagnostics],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return safe_json(log)


def _rule(code: str, docs: str) -> dict[str, Any]:
    entry = CODES[code]
    return {
        "id": code,
        "shortDescription": {"text": entry.meaning},
        "help": {"text": entry.advice},
        **({"helpUri": f"{docs}#{code}"} if docs else {}),
        "defaultConfiguration": {"level": entry.severity},
    }


def _result(diagnostic: Diagnostic, rule: int, prefix: str) -> dict[str, Any]:
    place = diagnostic.place
    where: dict[str, Any] = {"artifactLocation": _artifact(place.file, prefix)}
    if place.line:
        where["region"] = _region(place)
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": rule,
        "level": diagnostic.severity.value,
        "message": {"text": f"{safe_text(diagnostic.message)}. {safe_text(diagnostic.help)}"},
        "locations": [{"physicalLocation": where}],
    }
    if diagnostic.fix:
        result["fixes"] = [_fix(diagnostic.fix, diagnostic.help, prefix)]
    return result


def _artifact(file: str, prefix: str) -> dict[str, Any]:
    # A name's bytes that are no text stand in Python's text as surrogates.
    name = (prefix + file).encode("utf-8", "surrogatepass")
    return {"uri": quote(name), "uriBaseId": _ROOT}


def _region(place: Place) -> dict[str, Any]:
    region = {"startLine": place.line}
    if place.column:
        region |= {
            "startColumn": place.column,
            "endLine": place.line,
            "endColumn": place.column + max(1, place.width),
        }
    return region


def _fix(edits: Sequence[Edit], told: str, prefix: str) -> dict[str, Any]:
    changes = []
    for file in dict.fromkeys(edit.place.file for edit in edits):
        replacements = [
            {"deletedRegion": _region(edit.place), "insertedContent": {"text": edit.text}}
            for edit in edits
            if edit.place.file == file
        ]
        changes.append({"artifactLocation": _artifact(file, prefix), "replacements": replacements})
    return {"description": {"text": safe_text(told)}, "artifactChanges": changes}
