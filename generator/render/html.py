"""Statements → HTML. The only place where prose becomes markup.

Text is escaped; the elements are the few that a prose tree can hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from generator.prose import Cite, Inline, Link, TermUse, Text
from generator.render.links import Links
from generator.render.wording import Wording, direction
from generator.resolve import Footnote, Paragraphs, Statement


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a mark at a statement leads, and what it says."""

    href: str
    text: str


@dataclass(slots=True)
class ProseWriter:
    """Writes the statements of one page.

    Attributes:
        address: the page's address.
        links: how links are written.
        wording: the site's language.
        footnotes: the page's footnotes by quotation.
        support: says how many reports and voices quotations are.
        notes_address: the page that holds the footnotes, if it is not this one.
        lang: the statements' language, if it is not the site's.
        differs: by statement, the disagreement that it touches.
        corrected: by statement, the correction that changed it.
        terms: ids of the glossary terms that were written, in order of appearance.
    """

    address: str
    links: Links
    wording: Wording
    footnotes: Mapping[str, Footnote]
    support: Callable[[Iterable[str]], str]
    notes_address: str = ""
    lang: str = ""
    differs: Mapping[str, Mark] = field(default_factory=dict)
    corrected: Mapping[str, Mark] = field(default_factory=dict)
    terms: dict[str, None] = field(default_factory=dict)

    def paragraphs(self, paragraphs: Paragraphs) -> Markup:
        """Each paragraph as `<p>`."""
        # Statements that run against the page must not be put in a row by the page's direction.
        against = self.lang and direction(self.lang) != self.wording.locale.text_direction
        start = f'<p dir="{direction(self.lang)}">' if against else "<p>"
        return _finished("\n".join(f"{start}{self._line(each)}</p>" for each in paragraphs))

    def line(self, statements: Iterable[Statement]) -> Markup:
        """Statements in a row, without a paragraph around them."""
        return _finished(self._line(statements))

    def statement(self, statement: Statement) -> Markup:
        """One statement with its footnote marks."""
        return _finished(self._statement(statement))

    # What follows gives finished HTML as plain text, for `Markup` would escape it once more where
    # it is put together.

    def _line(self, statements: Iterable[Statement]) -> str:
        return " ".join(map(self._statement, statements))

    def _statement(self, statement: Statement) -> str:
        inner = self._nodes(statement.nodes)
        # A page that only borrows a statement must not claim its address.
        id = "" if self.notes_address else f' id="{escape(statement.anchor)}"'
        if self.lang:
            id += f' lang="{escape(self.lang)}" dir="{direction(self.lang)}"'
        kind = " sx-statement--editor" if statement.editor else ""
        return f'<span class="sx-statement{kind}"{id}>{inner}{self._labels(statement)}</span>'

    def _labels(self, statement: Statement) -> str:
        """What a reader must know of a statement that is more than its footnotes."""
        labels = []
        if statement.editor:
            labels.append(self.wording.text("editor’s words"))
        if statement.derived:
            told = self.wording.text("worked out: {how}")
            labels.append(told.format(how=statement.derived))
        text = "".join(f' <small class="sx-editor">{escape(label)}</small>' for label in labels)
        if mark := self.differs.get(statement.anchor):
            told = escape(self.wording.text("Sources differ"))
            text = (
                f'<sup class="sx-refs"><a class="sx-differs" href="{escape(mark.href)}"'
                f' title="{told}" aria-label="{told}">≠</a></sup>{text}'
            )
        if mark := self.corrected.get(statement.anchor):
            link = f'<a href="{escape(mark.href)}">{escape(mark.text)}</a>'
            text += f' <small class="sx-editor">{link}</small>'
        return text

    def _nodes(self, nodes: Sequence[Inline]) -> str:
        return "".join(map(self._node, nodes))

    def _node(self, node: Inline) -> str:
        if isinstance(node, Text):
            return escape(node.text)
        if isinstance(node, TermUse):
            return self._term(node)
        if isinstance(node, Cite):
            return self._marks(node)
        inner = self._nodes(node.children)
        if isinstance(node, Link):
            href = escape(node.href)
            return f'<a class="sx-link" href="{href}" rel="noopener noreferrer">{inner}</a>'
        return f"<{node.tag}>{inner}</{node.tag}>"

    def _term(self, use: TermUse) -> str:
        self.terms.setdefault(use.term)
        href = self.links.href(self.address, "glossary", f"term.{use.term}")
        return f'<a class="sx-term" href="{escape(href)}">{escape(use.text)}</a>'

    def _marks(self, cite: Cite) -> str:
        marks = '<span class="sx-comma">,</span>'.join(map(self._mark, cite.quotations))
        told = escape(self.support(cite.quotations))
        return f'<sup class="sx-refs" title="{told}">{marks}</sup>'

    def _mark(self, id: str) -> str:
        anchor, number = note_anchor(id), self.wording.number(self.footnotes[id].number)
        page = self.notes_address
        href = self.links.href(self.address, page, anchor) if page else f"#{anchor}"
        return f'<a class="sx-ref" href="{escape(href)}" role="doc-noteref">{escape(number)}</a>'


def _finished(html: str) -> Markup:
    return Markup(html)  # noqa: S704 - every text in it was escaped where it was put in


def note_anchor(quotation: str) -> str:
    """The anchor of a quotation's footnote: it stays the same when numbers move."""
    return f"fn.{quotation}"


def quotation_anchor(quotation: str) -> str:
    """The anchor of a quotation on its source's page."""
    return f"q.{quotation}"
