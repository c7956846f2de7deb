"""BibTeX and BibLaTeX, as Zotero and other reference managers export them, → references."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.importing.failure import ImportFailure
from generator.importing.reference import (
    MAX_REFERENCES,
    Reference,
    doi_address,
    edtf,
    turned_name,
    unread_names,
    web_address,
)  # fmt: skip
from generator.importing.tex import from_tex
from generator.model import SourceKind

_KINDS = {
    **dict.fromkeys(
        ("article", "inproceedings", "conference", "phdthesis", "mastersthesis", "thesis",
         "unpublished"),
        SourceKind.RESEARCH,
    ),
    **dict.fromkeys(
        ("book", "inbook", "incollection", "booklet", "collection", "mvbook"), SourceKind.BOOK
    ),
    **dict.fromkeys(
        ("report", "techreport", "legislation", "jurisdiction", "legal", "patent", "standard"),
        SourceKind.OFFICIAL_DOCUMENT,
    ),
    "dataset": SourceKind.DATASET,
    **dict.fromkeys(("video", "audio"), SourceKind.NEWS_REPORT),
}  # fmt: skip
_NEWS = ("newspaper", "magazine")
_OUTLETS = ("journaltitle", "journal", "organization", "publisher", "institution", "school",
            "booktitle", "howpublished")  # fmt: skip
_READ = {
    *_OUTLETS, "title", "subtitle", "author", "date", "year", "month", "urldate", "url", "doi",
    "langid", "language", "note", "entrysubtype", "shorttitle", "file",
}  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MAX_DEPTH = 100
_ENTRY = re.compile(r"@\s*([A-Za-z]+)\s*([{(])")
_KEY = re.compile(r"\s*([^\s,{}()\"#%=]*)\s*(,|(?=[})]))")
_FIELD = re.compile(r"\s*([A-Za-z][\w:.+-]*)\s*=\s*")
_WORD = re.compile(r"[^\s,{}()\"#%=]+")
_SPACE = re.compile(r"\s*")
_SIGN = re.compile(r'\\.|[{}"]', re.DOTALL)
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)


def read_bibtex(text: str) -> list[Reference]:
    """Read all entries; `@string` is filled in, `@comment` and `@preamble` are passed over.

    Raises:
        ImportFailure: it is no BibTeX, or broken; the message gives the line.
    """
    return _Reader(text).read()


class _Reader:
    """Goes through a file once, from the start to the end."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.strings = {name: name for name in _MONTHS}

    def read(self) -> list[Reference]:
        found: list[Reference] = []
        # What stands between entries is a remark.
        while match := _ENTRY.search(self.text, self.at):
            self.start, self.at = match.start(), match.end()
            self.close = "}" if match[2] == "{" else ")"
            kind = match[1].lower()
            if kind in ("comment", "preamble"):
                self._skip()
            elif kind == "string":
                self.strings.update(self._fields())
            else:
                found.append(self._entry(kind))
            if len(found) > MAX_REFERENCES:
                raise ImportFailure(f"has more than {MAX_REFERENCES:,} references")
        if not found:
            raise ImportFailure("is no BibTeX: it has no entry such as '@online{key, …}'")
        return found

    def _entry(self, kind: str) -> Reference:
        key = self._match(_KEY, "a key and a comma")
        fields = self._fields() if key[2] else {}
        if not key[2]:
            self.at += 1
        return _reference(kind, key[1], fields)

    def _fields(self) -> dict[str, str]:
        fields: dict[str, str] = {}
        while not self._take(self.close):
            name = self._match(_FIELD, f"'name = value' or '{self.close}'")[1].lower()
            value = self._value()
            while self._take("#"):
                value += self._value()
            fields.setdefault(name, value)
            if not self._take(",") and not self._sees(self.close):
                raise self._broken(f"a comma or '{self.close}'")
        return fields

    def _value(self) -> str:
        if self._take("{"):
            return self._until("}")
        if self._take('"'):
            return self._until('"')
        word = self._match(_WORD, "a value")[0]
        return self.strings.get(word.lower(), word)

    def _until(self, end: str) -> str:
        """The text up to a closing mark outside of braces, which is passed over."""
        first, depth = self.at, 0
        for match in _SIGN.finditer(self.text, self.at):
            sign = match[0]
            if sign == end and depth == 0:
                self.at = match.end()
                return self.text[first : match.start()]
            depth += {"{": 1, "}": -1}.get(sign, 0)
            # A brace counts even behind a backslash; reference managers pair those too.
            depth += {"\\{": 1, "\\}": -1}.get(sign, 0)
            if depth < 0 or depth > _MAX_DEPTH:
                break
        raise self._broken(f"the '{end}' that ends a value")

    def _skip(self) -> None:
        if self.close == "}":
            self._until("}")

    def _take(self, sign: str) -> bool:
        seen = self._sees(sign)
        self.at += len(sign) if seen else 0
        return seen

    def _sees(self, sign: str) -> bool:
        space = _SPACE.match(self.text, self.at)
        self.at = space.end() if space else self.at
        return self.text.startswith(sign, self.at)

    def _match(self, pattern: re.Pattern[str], what: str) -> re.Match[str]:
        match = pattern.match(self.text, self.at)
        if not match:
            raise self._broken(what)
        self.at = match.end()
        return match

    def _broken(self, what: str) -> ImportFailure:
        begun = self.text.count("\n", 0, self.start) + 1
        line = self.text.count("\n", 0, self.at) + 1
        return ImportFailure(
            f"is broken: the entry of line {begun} lacks {what}, looked for in line {line}"
        )


def _reference(kind: str, key: str, raw: Mapping[str, str]) -> Reference:
    fields = {name: from_tex(text) for name, text in raw.items()}

    def first(*names: str) -> str:
        return next(filter(None, (fields.get(name, "") for name in names)), "")

    title = ": ".join(filter(None, (first("title"), first("subtitle"))))
    given = first("date") or " ".join(filter(None, (first("month"), first("year"))))
    published = edtf(first("date")) or edtf(_with_month(fields)) or edtf(first("year"))
    unread = [*unread_names(raw, _READ)]
    unread += [name for name, lost in (
        ("date", given and not published),
        ("urldate", first("urldate") and not edtf(first("urldate"))),
    ) if lost]  # fmt: skip
    # An address is written as it is, whatever TeX would make of its signs.
    address = re.sub(r"\\([#$%&_{}~])", r"\1", raw.get("url", ""))
    shown = re.sub(r"^\s*\\url\{(.*)\}\s*$", r"\1", raw.get("howpublished", ""))
    url = web_address(address, shown) or doi_address(first("doi"))
    outlets = [fields.get(name, "") for name in _OUTLETS]
    return Reference(
        label=key or title,
        title=title,
        publisher=next((name for name in outlets if name and not web_address(name)), ""),
        author=tuple(_authors(raw.get("author", ""))),
        published=published,
        accessed=edtf(first("urldate")),
        url=url,
        language=first("langid", "language"),
        kind=_kind(kind, fields),
        note=first("note"),
        unread=tuple(unread),
    )


def _kind(kind: str, fields: Mapping[str, str]) -> SourceKind:
    """What an entry is; an article without a volume, a number and a DOI is a newspaper's."""
    is_article = kind == "article" and not any(map(fields.get, ("volume", "number", "doi")))
    if is_article or fields.get("entrysubtype", "").lower() in _NEWS:
        return SourceKind.NEWS_REPORT
    return _KINDS.get(kind, SourceKind.OTHER)


def _with_month(fields: Mapping[str, str]) -> str:
    month, year = fields.get("month", "").lower(), fields.get("year", "")
    number = _MONTHS.index(month[:3]) + 1 if month[:3] in _MONTHS else month
    return f"{year}-{str(number).zfill(2)}" if month else year


def _authors(text: str) -> list[str]:
    """The names between 'and's that stand in no braces; a name in braces is one as it is."""
    names, depth, first = [], 0, 0
    spaces = {match.start(): match.end() for match in _AND.finditer(text)}
    at = 0
    while at < len(text):
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        if depth == 0 and at in spaces:
            names.append(text[first:at])
            first = at = spaces[at]
        else:
            at += 1
    names.append(text[first:])
    return [
        from_tex(name) if name.strip().startswith("{") else turned_name(from_tex(name))
        for name in names
        if name.strip()
    ]
