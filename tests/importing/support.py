"""A site to import into, and what the command says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from generator.cli import explainer
from generator.load import load, plain_value
from generator.validate import valid_content
from tests.support import make_site


def empty_site(folder: Path) -> Path:
    """A site without stories, sources and terms."""
    site = site_with_copy(folder)
    for name in ("stories", "sources", "glossary"):
        for path in sorted((site / "content" / name).rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
    return site


def site_with_copy(folder: Path) -> Path:
    """A site with one story, one source, its copy, and a lock."""
    config = "site_name: Bells\nplugins:\n  - explainer\n"
    return make_site(folder, {"mkdocs.yml": config})


def run_import(site: Path, name: str, data: str | bytes, *options: str) -> Result:
    """Write a file beside a site and import it."""
    file = site.parent / name
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return CliRunner().invoke(
        explainer, ["import", str(file), "-f", str(site / "mkdocs.yml"), *options]
    )


def sources_of(site: Path) -> dict[str, dict[str, Any]]:
    """The sources' files by id, which must have no errors."""
    documents, problems = load(site, "content")
    assert problems == []
    valid = valid_content(documents)
    assert len(valid.sources) == len(documents.sources)
    return {document.id: _mapping(document.root) for document in documents.sources}


def _mapping(root: Any) -> dict[str, Any]:
    value = plain_value(root)
    assert isinstance(value, dict)
    return value
