"""RIS, as Zotero and other reference managers export it, → references."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.importing.failure import ImportFailure
from generator.importing.reference import (
    MAX_REFERENCES,
    Reference,
    doi_address,
    edtf,
    plain,
    turned_name,
    unread_names,
    web_address,
)  # fmt: skip
from generator.model import SourceKind

_LINE = re.compile(r"([A-Z][A-Z0-9]) {1,2}- ?(.*)")
_KINDS = {
    **dict.fromkeys(("NEWS", "MGZN", "VIDEO"), SourceKind.NEWS_REPORT),
    **dict.fromkeys(
        ("JOUR", "EJOUR", "JFULL", "CONF", "CPAPER", "THES", "UNPB"), SourceKind.RESEARCH
    ),
    **dict.fromkeys(
        ("RPRT", "GOVDOC", "BILL", "CASE", "HEAR", "LEGAL", "STAT", "STAND", "PAT"),
        SourceKind.OFFICIAL_DOCUMENT,
    ),
    **dict.fromkeys(("BOOK", "CHAP", "EBOOK", "ECHAP", "EDBOOK"), SourceKind.BOOK),
    "DATA": SourceKind.DATASET,
    "PRESS": SourceKind.PRESS_RELEASE,
}
_PUBLISHED = ("BOOK", "CHAP", "EBOOK", "ECHAP", "EDBOOK", "DATA", "RPRT", "THES")
_OUTLET = ("T2", "JO", "JF", "J2", "JA", "BT", "PB")
_READ = {
    "TY", "ID", "TI", "T1", *_OUTLET, "AU", "A1", "PY", "Y1", "DA", "Y2", "UR", "L1", "L2", "LK",
    "DO", "LA", "N1",
}  # fmt: skip

Row = tuple[str, str]


def read_ris(text: str) -> list[Reference]:
    """Read records from `TY` to `ER`.

    Raises:
        ImportFailure: it is no RIS, or broken; the message gives the line.
    """
    found = [_reference(rows) for rows in _records(text)]
    if not found:
        raise ImportFailure("is no RIS: no line begins with 'TY  - '")
    return found


def _records(text: str) -> Iterator[list[Row]]:
    rows: list[Row] | None = None
    count = 0
    for number, line in enumerate(text.split("\n"), 1):
        match = _LINE.fullmatch(line.strip("\ufeff").rstrip())
        if match and match[1] == "TY":
            if rows is not None:
                raise ImportFailure(f"is broken: line {number} begins a record before 'ER  -'")
            rows = [("TY", match[2])]
        elif match and match[1] == "ER" and rows is not None:
            count += 1
            if count > MAX_REFERENCES:
                raise ImportFailure(f"has more than {MAX_REFERENCES:,} references")
            yield rows
            rows = None
        elif not line.strip():
            continue
        elif rows is None:
            raise ImportFailure(f"is no RIS, or broken: line {number} stands in no record")
        elif match:
            rows.append((match[1], match[2]))
        else:  # long values are broken into lines by some programs
            rows[-1] = (rows[-1][0], f"{rows[-1][1]} {line.strip()}")
    if rows is not None:
        raise ImportFailure("is cut off: the last record has no 'ER  -'")


def _reference(rows: Sequence[Row]) -> Reference:
    def first(*tags: str) -> str:
        return next((text.strip() for tag in tags for at, text in rows if at == tag and text), "")

    kind = first("TY")
    outlets = ("PB", *_OUTLET) if kind in _PUBLISHED else _OUTLET
    published = [edtf(first(tag)) for tag in ("DA", "PY", "Y1")]
    accessed = edtf(first("Y2"))
    unread = [*unread_names((tag for tag, _ in rows), _READ)]
    if first("DA", "PY", "Y1") and not any(published):
        unread.append("PY")
    if first("Y2") and not accessed:
        unread.append("Y2")
    return Reference(
        label=first("ID") or first("TI", "T1"),
        title=plain(first("TI", "T1")),
        publisher=plain(first(*outlets)),
        author=tuple(turned_name(text) for tag, text in rows if tag in ("AU", "A1") and text),
        published=next(filter(None, published), ""),
        accessed=accessed,
        url=web_address(first("UR"), first("LK"), first("L2")) or doi_address(first("DO")),
        language=first("LA"),
        kind=_KINDS.get(kind, SourceKind.OTHER),
        note=plain(" ".join(text for tag, text in rows if tag == "N1")),
        unread=tuple(unread),
    )
