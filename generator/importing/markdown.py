"""Markdown with footnotes → a draft.

Blocks are told apart line by line, as Pandoc and GitHub write them. Of what stands in a line only
what matters for a draft is kept: words, notes, and links, which count as notes.
"""

from __future__ import annotations

import html
import re

from generator.importing.draft import Draft, NoteList, Paragraph, without_marks

_FRONT = re.compile(r"---\n(.*?\n)(?:---|\.\.\.)\n", re.DOTALL)
_TITLE = re.compile(r"^title:[ \t]*(.+)$", re.MULTILINE)
_NOTE = re.compile(r"\[\^([^\]\s]{1,100})\]:[ \t]*(.*)")
_ADDRESS = re.compile(r" {0,3}\[([^\]^][^\]]{0,200})\]:[ \t]*<?(\S+?)>?(?:[ \t]+[\"'(].*)?")
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])[ \t]+(.*)")
_RULE = re.compile(r"\s*(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})")
_UNDERLINE = re.compile(r"(?:(=)=*|-{2,})[ \t]*")
_QUOTED = re.compile(r"^(?: {0,3}> ?)+")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_ROW = re.compile(r"\s*\|.*\|\s*")
_SEPARATOR = re.compile(r"[\s|:-]+")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_INLINE = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|\[\^(?P<mark>[^\]\s]{1,100})\]"
    r"|\^\[(?P<note>[^\[\]]{1,2000}(?:\[[^\[\]]{0,500}\][^\[\]]{0,1000}){0,20})\]"
    r"|!\[[^\]]{0,1000}\](?:\([^()]{0,2000}\)|\[[^\]]{0,200}\])"
    r"|\[(?P<text>[^\[\]]{1,1000})\](?:\(\s*<?(?P<url>[^\s()<>]{1,2000}(?:\([^\s()<>]{0,200}\)[^\s()<>]{0,500})?)>?(?:\s+[\"'(][^()]{0,500})?\s*\)|\[(?P<ref>[^\]]{0,200})\])"
    r"|<(?P<auto>https?://[^\s<>]{1,2000})>"
    r"|</?[A-Za-z][^<>]{0,1000}>"
)
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3}|_{1,3}|~~)(?=\S)(.{1,2000}?)(?<=\S)\1(?![\w*])")
_LONG_RUN = re.compile(r"\*{4,}|_{4,}")
_CODE = re.compile(r"(?<!`)(`{1,3})(?!`)(.{1,1000}?)(?<!`)\1(?!`)")


def read_markdown(text: str) -> Draft:
    """Read a draft.

    Raises:
        ImportFailure: it has too many notes or paragraphs.
    """
    return _Reader(without_marks(text)).read()


class _Reader:
    """Reads blocks from the first line to the last; `lines` are those that are left."""

    def __init__(self, text: str) -> None:
        self.title = ""
        if front := _FRONT.match(text):
            titled = _TITLE.search(front[1])
            self.title = titled[1].strip().strip("\"'") if titled else ""
            text = text[front.end() :]
        if "-->" in text:
            text = _COMMENT.sub("", text)
        self.lines = text.expandtabs(4).split("\n")
        self.at = 0
        self.notes = NoteList()
        self.addresses: dict[str, str] = {}
        self.note_texts: dict[str, str] = {}
        self.blocks: list[tuple[str, int]] = []
        self.open: list[str] = []
        self.code = self.rows = 0

    def read(self) -> Draft:
        self._read_blocks()
        for label, text in self.note_texts.items():
            self.notes.put(label, self._words(text, in_note=True))
        paragraphs = [Paragraph(self._words(text), level) for text, level in self.blocks]
        title = self._words(self.title)
        remarks = []
        if self.rows:
            remarks.append(f"{self.rows} rows of tables became paragraphs.")
        if self.code:
            remarks.append(f"{self.code} blocks of code were left out.")
        return self.notes.draft(title, [each for each in paragraphs if each.text], remarks)

    def _read_blocks(self) -> None:
        while self.at < len(self.lines):
            line = _QUOTED.sub("", self.lines[self.at])
            self.at += 1
            if not self._is_definition(line) and not self._is_structure(line):
                if match := _ITEM.fullmatch(line):
                    self._close()
                    line = match[1]
                self.open.append(line.strip())
        self._close()

    def _close(self, level: int = 0) -> None:
        """End the paragraph, or the heading, that is being read."""
        if self.open:
            self.blocks.append((" ".join(self.open), level))
            self.open = []

    def _is_definition(self, line: str) -> bool:
        """Whether a line begins a note or gives an address, which are read then."""
        if self.open:
            return False
        if note := _NOTE.fullmatch(line.strip()):
            self._read_note(note[1], note[2])
        elif address := _ADDRESS.fullmatch(line):
            self.addresses.setdefault(address[1].casefold(), address[2])
        else:
            return False
        return True

    def _is_structure(self, line: str) -> bool:
        """Whether a line is more than words, or none; it is read then."""
        if self.open and (under := _UNDERLINE.fullmatch(line)):
            self._close(1 if under[1] else 2)
        elif fence := _FENCE.match(line):
            self._close()
            self._skip_code(fence[1])
        elif heading := _HEADING.fullmatch(line):
            self._close()
            self.blocks.append((heading[2], len(heading[1])))
        elif _ROW.fullmatch(line):
            self._close()
            self._read_row(line)
        elif not line.strip() or _RULE.fullmatch(line):
            self._close()
        else:
            return False
        return True

    def _read_row(self, line: str) -> None:
        if not _SEPARATOR.fullmatch(line):
            self.rows += 1
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            self.blocks.append(("; ".join(filter(None, cells)), 0))

    def _skip_code(self, fence: str) -> None:
        self.code += 1
        while self.at < len(self.lines):
            line = self.lines[self.at].strip()
            self.at += 1
            if line.startswith(fence) and not line.strip(fence[0]):
                return

    def _read_note(self, label: str, first: str) -> None:
        """A note's text: the rest of its paragraph, and what is set in below it."""
        text = [first]
        while self.at < len(self.lines):
            line = self.lines[self.at]
            is_blank = not line.strip()
            if is_blank:
                after = self.lines[self.at + 1] if self.at + 1 < len(self.lines) else ""
                if not after.startswith("    "):
                    break
            elif _NOTE.fullmatch(line) or _HEADING.fullmatch(line):
                break
            text.append(line.strip())
            self.at += 1
        self.note_texts.setdefault(label, " ".join(filter(None, text)))

    def _words(self, text: str, *, in_note: bool = False) -> str:
        """The words of a line; marks stand where notes and links are."""
        text = _CODE.sub(lambda code: code[2], text)
        text = _INLINE.sub(lambda found: self._inline(found, in_note=in_note), text)
        text = _LONG_RUN.sub("", text)
        for _ in range(3):
            text = _EMPHASIS.sub(lambda found: found[2], text)
        return " ".join(html.unescape(text).replace("\ufdd4", "*").split())

    def _inline(self, found: re.Match[str], *, in_note: bool) -> str:
        if found["escaped"]:
            return "\ufdd4" if found["escaped"] == "*" else found["escaped"]
        if found["mark"]:
            return "" if in_note else self.notes.mark(found["mark"])
        if found["note"]:
            return "" if in_note else self.notes.put_here(self._words(found["note"], in_note=True))
        address = found["auto"] or found["url"] or ""
        words = found["text"] or found["auto"] or ""
        if found["ref"] is not None:
            address = self.addresses.get((found["ref"] or words).casefold(), "")
        if not address.startswith(("http://", "https://")):
            return words
        if not in_note:
            return words + self.notes.put_here(address)
        # The words of a link in a note are mostly the title of what it leads to.
        return f"“{words}” {address} " if words and words != address else f"{address} "
