"""The paragraphs of an office file as they are gathered, and how they become a text."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.archive.copytext import CopyText, Mark, Stretch


@dataclass
class Flow:
    """Text that is read on: the body of a file, a footnote, a text box, a header.

    Attributes:
        paragraphs: the paragraphs that have ended.
        open: the pieces of the paragraph that is being read.
        apart: texts that stand beside the open paragraph, such as text boxes.
    """

    paragraphs: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    apart: list[Flow] = field(default_factory=list)

    @property
    def before(self) -> str:
        """The end of what was read last in this paragraph."""
        return "".join(self.open[-8:])[-12:]

    def add(self, text: str) -> None:
        """Go on with the paragraph."""
        self.open.append(text)

    def end(self) -> None:
        """End the paragraph; what stands beside it follows."""
        self.paragraphs.append("".join(self.open))
        self.open.clear()
        for each in self.apart:
            each.end()
            self.paragraphs += each.paragraphs
        self.apart.clear()


def as_text(body: Flow, others: list[Flow]) -> CopyText:
    """The body with its paragraphs counted, as a reader counts them; the others after it."""
    body.end()
    words: list[str] = []
    stretches: list[Stretch] = []
    at = 0
    for paragraph in body.paragraphs:
        if paragraph.strip():
            end = at + len(paragraph)
            stretches.append(Stretch(Mark.PARAGRAPH, at, end, number=len(stretches) + 1))
            words.append(paragraph)
            at = end + 1
    seen: set[str] = set()
    for other in others:
        other.end()
        text = "\n".join(each for each in other.paragraphs if each.strip())
        if text and text not in seen:
            seen.add(text)
            words.append(text)
    return CopyText("\n".join(words), tuple(stretches))
