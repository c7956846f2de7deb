"""Which kinds of files can be imported, and who reads each."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import PurePath

from generator.importing.bibtex import read_bibtex
from generator.importing.csl import read_csl
from generator.importing.decoding import decoded
from generator.importing.draft import Draft
from generator.importing.failure import ImportFailure
from generator.importing.markdown import read_markdown
from generator.importing.office import read_docx, read_odt
from generator.importing.reference import Reference
from generator.importing.ris import read_ris
from generator.importing.timeline import read_timeline
from generator.importing.wikitext import read_wikitext
from generator.limits import LimitError, run_limited

MAX_BYTES = 20_000_000
"""How large a file may be."""


class Kind(StrEnum):
    """What a file is."""

    CSL = "csl"
    RIS = "ris"
    BIBTEX = "bibtex"
    MARKDOWN = "markdown"
    WIKITEXT = "wikitext"
    DOCX = "docx"
    ODT = "odt"
    TIMELINE = "timeline"


ENDINGS = {
    ".json": Kind.CSL,
    ".ris": Kind.RIS,
    ".bib": Kind.BIBTEX,
    ".bibtex": Kind.BIBTEX,
    ".md": Kind.MARKDOWN,
    ".markdown": Kind.MARKDOWN,
    ".wiki": Kind.WIKITEXT,
    ".wikitext": Kind.WIKITEXT,
    ".mediawiki": Kind.WIKITEXT,
    ".docx": Kind.DOCX,
    ".docm": Kind.DOCX,
    ".odt": Kind.ODT,
    ".csv": Kind.TIMELINE,
    ".tsv": Kind.TIMELINE,
}
"""The kinds of files by how their names end."""

_REFERENCES: dict[Kind, Callable[[str], list[Reference]]] = {
    Kind.CSL: read_csl,
    Kind.RIS: read_ris,
    Kind.BIBTEX: read_bibtex,
}
_DRAFTS: dict[Kind, Callable[[str], Draft]] = {
    Kind.MARKDOWN: read_markdown,
    Kind.WIKITEXT: read_wikitext,
    Kind.TIMELINE: read_timeline,
}
_OFFICE: dict[Kind, Callable[[bytes], Draft]] = {Kind.DOCX: read_docx, Kind.ODT: read_odt}


def kind_of(name: str) -> Kind | None:
    """The kind of a file by its name; None if its ending says nothing."""
    return ENDINGS.get(PurePath(name).suffix.lower())


def read_file_of(data: bytes, kind: Kind) -> tuple[list[Reference] | Draft, tuple[str, ...]]:
    """Read a file, in a process with limits.

    Returns:
        References or a draft, as the kind has it, and what to tell of how the file was read.

    Raises:
        ImportFailure: it cannot be read.
    """
    try:
        return run_limited(_read, data, kind)
    except LimitError as error:
        raise ImportFailure(str(error)) from error


def _read(data: bytes, kind: Kind) -> tuple[list[Reference] | Draft, tuple[str, ...]]:
    if kind in _OFFICE:
        return _OFFICE[kind](data), ()
    text, remarks = decoded(data)
    if kind in _REFERENCES:
        return _REFERENCES[kind](text), remarks
    return _DRAFTS[kind](text), remarks
