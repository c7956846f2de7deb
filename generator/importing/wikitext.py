"""Wikipedia's markup with `<ref>` and Cite templates → a draft.

What is not words, notes or headings is left out: tables, pictures, categories, other templates.
Templates are resolved from the innermost outwards, a bounded number of times: no text makes this
go deeper.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Mapping

from generator.importing.citations import is_citation, template_reference
from generator.importing.draft import NOTE_MARK, Draft, NoteList, Paragraph, without_marks
from generator.importing.notes import note_references
from generator.importing.reference import Reference

_MAX_DEPTH = 40
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_REF = re.compile(
    r"<ref\b(?P<empty>[^<>]{0,500}?)/\s*>"
    r"|<ref\b(?P<attributes>[^<>]{0,500})>"
    r"(?:(?P<text>(?:(?!<ref\b|</ref).)*)</ref\s*>|(?P<open>[^\n]*))",
    re.DOTALL | re.IGNORECASE,
)
_NAME = re.compile(r"\bname\s*=\s*(?:\"([^\"]{1,200})\"|'([^']{1,200})'|([^\s\"'/>]{1,200}))")
_REFERENCES = re.compile(r"<references\b[^<>]*>.*?</references\s*>", re.DOTALL | re.IGNORECASE)
_TEMPLATE = re.compile(r"\{\{([^{}]*)\}\}")
_INNER_LINK = re.compile(r"\[\[([^\[\]]*)\]\]")
_OUTER_LINK = re.compile(r"\[(https?://[^\s\[\]<>\"]{1,2000})(?:[ \t]+([^\[\]\n]{0,1000}))?\]")
_TABLE = re.compile(r"\{\|(?:(?!\{\||\|\}).)*\|\}", re.DOTALL)
_HEADING = re.compile(r"(={1,6})[ \t]*(.+?)[ \t]*\1[ \t]*")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,1000}>|__[A-Z]{3,20}__")
_ITEM = re.compile(r"[*#:;]+[ \t]*")
_OF_PICTURES = re.compile(
    r"\s*:?\s*(?:file|image|category|datei|bild|kategorie|fichier|catégorie|archivo|categoría"
    r"|bestand|categorie|ملف|تصنيف)\s*:",
    re.IGNORECASE,
)
# Templates whose text belongs to the page: the number or name of the parameter that has it.
_KEPT = {
    "lang": "2", "quote": "1", "blockquote": "1", "cquote": "1", "nowrap": "1", "zitat": "1",
    "citation bloc": "1", "transl": "2", "ill": "1", "small": "1", "abbr": "1", "sic": "1",
}  # fmt: skip


def read_wikitext(text: str) -> Draft:
    """Read a page.

    Raises:
        ImportFailure: it has too many notes or paragraphs.
    """
    return _Reader().read(without_marks(text))


class _Reader:
    def __init__(self) -> None:
        self.notes = NoteList()
        self.left_out: Counter[str] = Counter()
        self.unclosed = 0

    def read(self, text: str) -> Draft:
        if "-->" in text:
            text = _COMMENT.sub("", text)
        text = _REF.sub(self._ref, text)
        text = _REFERENCES.sub("", text) if "</references" in text.lower() else text
        text = self._without_tables(text)
        cited: list[Reference] = []
        text = self._resolved(text, cited)
        for reference in cited:  # a list of literature
            self.notes.put(reference.title[:60] or reference.url, reference.title, [reference])
        text = _OUTER_LINK.sub(self._link, text)
        paragraphs = self._paragraphs(text)
        told = [f"{count} × {what} left out." for what, count in sorted(self.left_out.items())]
        if self.unclosed:
            told.append(
                f"{self.unclosed} × <ref> is never closed: its line was taken for the note."
            )
        if "{{" in text or "[[" in text:
            told.append("Braces or brackets are not closed, or too deep in each other; they stay.")
        return self.notes.draft("", paragraphs, told)

    def _ref(self, found: re.Match[str]) -> str:
        attributes = found["empty"] if found["empty"] is not None else found["attributes"]
        named = _NAME.search(attributes)
        label = next(filter(None, named.groups()), "") if named else ""
        if found["empty"] is not None:
            return self.notes.mark(label) if label else ""
        text = found["text"]
        if text is None:
            self.unclosed += 1
            text = found["open"]
        cited: list[Reference] = []
        words = _plain(_OUTER_LINK.sub(_titled, self._resolved(text, cited)))
        if label and not words and not cited:
            return self.notes.mark(label)
        references = cited or note_references(f"note {label}" if label else "a note", words)
        if label:
            self.notes.put(label, words, references)
            return self.notes.mark(label)
        return self.notes.put_here(words, references)

    def _without_tables(self, text: str) -> str:
        for _ in range(_MAX_DEPTH):
            text, count = _TABLE.subn("\n\n", text)
            if not count:
                break
            self.left_out["table"] += count
        return text

    def _resolved(self, text: str, cited: list[Reference]) -> str:
        """The text without templates and inner links; Cite templates are added to `cited`."""
        for _ in range(_MAX_DEPTH):
            text, links = _INNER_LINK.subn(self._inner_link, text)
            text, templates = _TEMPLATE.subn(lambda found: self._template(found[1], cited), text)
            if not links and not templates:
                break
        return text

    def _inner_link(self, found: re.Match[str]) -> str:
        if _OF_PICTURES.match(found[1]):
            self.left_out["picture or category"] += 1
            # What stood in it goes with it, but for the notes, which have their texts.
            return "".join(mark[0] for mark in NOTE_MARK.finditer(found[1]))
        return found[1].rpartition("|")[2]

    def _template(self, text: str, cited: list[Reference]) -> str:
        name, *parts = text.split("|")
        name = " ".join(name.replace("_", " ").split()).casefold()
        values = _values(parts)
        if is_citation(name):
            cited.append(template_reference(name, values))
            return ""
        if kept := _KEPT.get(name):
            return values.get(kept, values.get("text", ""))
        if name.startswith("lang-"):
            return values.get("1", "")
        self.left_out[f"template '{name[:40]}'"] += 1
        return "".join(mark[0] for mark in NOTE_MARK.finditer(text))

    def _link(self, found: re.Match[str]) -> str:
        return (found[2] or "") + self.notes.put_here(found[1])

    def _paragraphs(self, text: str) -> list[Paragraph]:
        found: list[Paragraph] = []
        open_lines: list[str] = []

        def close() -> None:
            if words := _plain(" ".join(open_lines)):
                found.append(Paragraph(words))
            open_lines.clear()

        for line in text.split("\n"):
            if match := _HEADING.fullmatch(line.strip()):
                close()
                found.append(Paragraph(_plain(match[2]), len(match[1])))
            elif not line.strip():
                close()
            elif item := _ITEM.match(line):
                close()
                open_lines.append(line[item.end() :])
            else:
                open_lines.append(line.strip())
        close()
        return found


def _values(parts: list[str]) -> Mapping[str, str]:
    """The parameters of a template: by their names, or numbered from 1."""
    values: dict[str, str] = {}
    number = 0
    for part in parts:
        name, equals, value = part.partition("=")
        if not equals:
            number += 1
            name, value = str(number), part
        values[name.strip().casefold()] = _plain(value)
    return values


def _titled(link: re.Match[str]) -> str:
    """A link in a note: its words are mostly the title of what it leads to."""
    return f"“{link[2]}” {link[1]} " if link[2] else f"{link[1]} "


def _plain(text: str) -> str:
    text = _TAG.sub("", re.sub(r"<br\s*/?>", " ", text, flags=re.IGNORECASE))
    text = re.sub(r"'{2,5}", "", text)
    return " ".join(html.unescape(text).split())
