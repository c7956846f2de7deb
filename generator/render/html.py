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
        form = Markup('<p dir="{}">{{}}</p>').format(direction(self.lang)) if against else _PLAIN
        return Markup("\n").join(form.format(self.line(paragraph)) for paragraph in paragraphs)

    def line(self, statements: Iterable[Statement]) -> Markup:
        """Statements in a row, without a paragraph around them."""
        return Markup(" ").join(self.statement(statement) for statement in statements)

    def statement(self, statement: Statement) -> Markup:
        """One statement with its footnote marks."""
        inner = self._nodes(statement.nodes)
        # A page that only borrows a statement must not claim its address.
        id = "" if self.notes_address else Markup(' id="{}"').format(statement.anchor)
        if self.lang:
            id += Markup(' lang="{}" dir="{}"').format(self.lang, direction(self.lang))
        kind = " sx-statement--editor" if statement.editor else ""
        form = Markup('<span class="sx-statement{}"{}>{}{}</span>')
        return form.format(kind, id, inner, self._labels(statement))

    def _labels(self, statement: Statement) -> Markup:
        """What a reader must know of a statement that is more than its footnotes."""
        labels = []
        if statement.editor:
            labels.append(self.wording.text("editor’s words"))
        if statement.derived:
            told = self.wording.text("worked out: {how}")
            labels.append(told.format(how=statement.derived))
        text = Markup("").join(
            Markup(' <small class="sx-editor">{}</small>').format(label) for label in labels
        )
        if mark := self.differs.get(statement.anchor):
            form = Markup(
                '<sup class="sx-refs">'
                '<a class="sx-differs" href="{}" title="{}" aria-label="{}">≠</a></sup>'
            )
            told = self.wording.text("Sources differ")
            text = form.format(mark.href, told, told) + text
        if mark := self.corrected.get(statement.anchor):
            form = Markup(' <small class="sx-editor"><a href="{}">{}</a></small>')
            text += form.format(mark.href, mark.text)
        return text

    def _nodes(self, nodes: Sequence[Inline]) -> Markup:
        return Markup("").join(self._node(node) for node in nodes)

    def _node(self, node: Inline) -> Markup:
        if isinstance(node, Text):
            return escape(node.text)
        if isinstance(node, TermUse):
            return self._term(node)
        if isinstance(node, Cite):
            return self._marks(node)
        inner = self._nodes(node.children)
        if isinstance(node, Link):
            form = Markup('<a class="sx-link" href="{}" rel="noopener noreferrer">{}</a>')
            return form.format(node.href, inner)
        form = _EMPHASIS[node.tag]
        return form.format(inner)

    def _term(self, use: TermUse) -> Markup:
        self.terms.setdefault(use.term)
        href = self.links.href(self.address, "glossary", f"term.{use.term}")
        form = Markup('<a class="sx-term" href="{}">{}</a>')
        return form.format(href, use.text)

    def _marks(self, cite: Cite) -> Markup:
        marks = Markup('<span class="sx-comma">,</span>').join(
            self._mark(id) for id in cite.quotations
        )
        form = Markup('<sup class="sx-refs" title="{}">{}</sup>')
        return form.format(self.support(cite.quotations), marks)

    def _mark(self, id: str) -> Markup:
        note = self.footnotes[id]
        if self.notes_address:
            href = self.links.href(self.address, self.notes_address, note_anchor(id))
            form = Markup('<a class="sx-ref" href="{}" role="doc-noteref">{}</a>')
            return form.format(href, self.wording.number(note.number))
        form = Markup('<a class="sx-ref" href="#{}" role="doc-noteref">{}</a>')
        return form.format(note_anchor(id), self.wording.number(note.number))


_PLAIN = Markup("<p>{}</p>")
_EMPHASIS = {
    "em": Markup("<em>{}</em>"),
    "strong": Markup("<strong>{}</strong>"),
    "code": Markup("<code>{}</code>"),
}


def note_anchor(quotation: str) -> str:
    """The anchor of a quotation's footnote: it stays the same when numbers move."""
    return f"fn.{quotation}"


def quotation_anchor(quotation: str) -> str:
    """The anchor of a quotation on its source's page."""
    return f"q.{quotation}"
