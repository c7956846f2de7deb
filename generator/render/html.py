"""Statements → HTML. The only place where prose becomes markup.

Text is escaped; the elements are the few that a prose tree can hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from generator.prose import Cite, Inline, Link, Mention, TermUse, Text
from generator.render.links import Links
from generator.render.wording import Wording, direction
from generator.resolve import Footnote, Paragraphs, Statement

_ESCAPED = re.compile("[&<>\"']")
# Letters that are read from right to left, and characters that turn the direction.
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def html_text(value: object) -> str:
    """A value as text of a page, as `markupsafe.escape` gives it, but for the type.

    What stands between other text need not say that it is markup. Most texts have nothing to
    escape.
    """
    if type(value) is str and not _ESCAPED.search(value):
        return value
    return escape(value)


def isolated(name: str, around: str) -> Markup:
    """A name that moves nothing around it, in text that runs `ltr` or `rtl`.

    One that runs as that does, from left to right, needs no element for it.
    """
    if around == "ltr" and not _RIGHT_TO_LEFT.search(name):
        return escape(name)
    return Markup("<bdi>{}</bdi>").format(name)


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a mark at a statement leads, what it says, and the sign that stands for the words.

    One without a sign is not shown beside the statement, only where its words are shown.
    """

    href: str
    text: str
    sign: str = ""


@dataclass(slots=True)
class ProseWriter:
    """Writes the statements of one page.

    Attributes:
        address: the page's address.
        links: how links are written.
        wording: the site's language.
        footnotes: the page's footnotes by quotation.
        support: says which voices support a statement, for each group of citations in it.
        voices: says how many voices support all of a statement.
        notes_address: the page that holds the footnotes, if it is not this one.
        lang: the statements' language, if it is not the site's.
        differs: by statement, the mark of the disagreement that it touches.
        read: by statement, what is to be said of its second reading.
        usual_reading: what is said of most of them, which the page tells once.
        corrected: by statement, the correction that changed it.
        earlier: the addresses of statements that once read otherwise.
        terms: ids of the glossary terms that were written, in order of appearance.
        words_as_words: whether a word was written that is spoken of as a word.
    """

    address: str
    links: Links
    wording: Wording
    footnotes: Mapping[str, Footnote]
    support: Callable[[Statement], Iterable[str]]
    notes_address: str = ""
    lang: str = ""
    voices: Callable[[Statement], int] | None = None
    differs: Mapping[str, Mark] = field(default_factory=dict)
    read: Mapping[str, str] = field(default_factory=dict)
    usual_reading: str = ""
    corrected: Mapping[str, Mark] = field(default_factory=dict)
    earlier: Collection[str] = ()
    terms: dict[str, None] = field(default_factory=dict)
    words_as_words: bool = False
    _told: Iterator[str] = field(default=iter(()), init=False, repr=False)
    _explained: set[str] = field(default_factory=set, init=False, repr=False)

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
        self._told = iter(self.support(statement))
        inner = self._nodes(statement.nodes)
        own = "" if self.notes_address else self._own(statement)
        if lang := statement.language or self.lang:
            own += f' lang="{html_text(lang)}" dir="{direction(lang)}"'
        former = "" if self.notes_address else "".join(map(_former, statement.former))
        labels = self._labels(statement)
        return f'<span class="sx-statement"{own}>{former}{inner}{labels}</span>'

    def _own(self, statement: Statement) -> str:
        """A statement's address and what the script shows of it.

        A page that only borrows a statement must not claim its address.
        """
        anchor = statement.anchor
        own = f' id="{html_text(anchor)}"'
        if self.voices and (voices := self.voices(statement)) > 1:
            own += f' data-voices="{voices}"'
        told = self.read.get(anchor, "")
        if statement.quotations and told != self.usual_reading:
            own += f' data-read="{html_text(told)}"'
        if anchor in self.earlier:
            own += " data-was"
        mark = self.differs.get(anchor)
        if mark and not mark.sign:
            own += f' data-differs="{html_text(mark.href)}"'
        return own

    def _labels(self, statement: Statement) -> str:
        """What a reader must know of a statement that is more than its footnotes."""
        text = ""
        if statement.editor:
            text += _label("own", html_text(self.wording.text("editor’s words")))
        if statement.derived:
            told = self.wording.text("worked out: {how}").format(how=statement.derived)
            text += _label("derived", html_text(told))
        if (mark := self.differs.get(statement.anchor)) and mark.sign:
            text = f"{self._differs(mark)}{text}"
        if mark := self.corrected.get(statement.anchor):
            link = f'<a href="{html_text(mark.href)}">{html_text(mark.text)}</a>'
            text += _label("corrected", link)
        return text

    def _differs(self, mark: Mark) -> str:
        """The mark of a statement on which sources differ: a sign, on first use with its words."""
        href, told = html_text(mark.href), html_text(mark.text)
        # It belongs to the sentence before it: no line breaks between the two.
        start = f'\u2060<sup class="sx-sign"><a class="sx-differs" href="{href}"'
        if mark.sign in self._explained:
            return f'{start} title="{told}" aria-label="{told}">{mark.sign}</a></sup>'
        self._explained.add(mark.sign)
        return f"{start}>{mark.sign} {told}</a></sup>"

    def _nodes(self, nodes: Sequence[Inline]) -> str:
        return "".join(map(self._node, nodes))

    def _node(self, node: Inline) -> str:
        if isinstance(node, Text):
            return html_text(node.text)
        if isinstance(node, TermUse):
            return self._term(node)
        if isinstance(node, Cite):
            return self._marks(node)
        inner = self._nodes(node.children)
        if isinstance(node, Link):
            href = html_text(node.href)
            return f'<a class="sx-link" href="{href}" rel="noopener noreferrer">{inner}</a>'
        if isinstance(node, Mention):
            return self._mention(node, inner)
        return f"<{node.tag}>{inner}</{node.tag}>"

    def _mention(self, node: Mention, inner: str) -> str:
        if node.kind == "title":
            return f'<cite class="sx-title">{inner}</cite>'
        self.words_as_words = True
        told = html_text(self.wording.text("a word spoken of as a word; nobody is quoted"))
        return f'<i class="sx-word" title="{told}">{inner}</i>'

    def _term(self, use: TermUse) -> str:
        self.terms.setdefault(use.term)
        href = self.links.href(self.address, "glossary", f"term.{use.term}")
        return f'<a class="sx-term" href="{html_text(href)}">{html_text(use.text)}</a>'

    def _marks(self, cite: Cite) -> str:
        comparing = frozenset(cite.compared)
        marks = ",".join(
            [self._compared(id) if id in comparing else self._mark(id) for id in cite.quotations]
        )
        # A group of comparisons supports nothing, so that there is nothing to say.
        text = next(self._told)
        told = f' title="{html_text(text)}"' if text else ""
        return f'<sup class="sx-refs"{told}>{marks}</sup>'

    def _compared(self, id: str) -> str:
        short, long = self.wording.text("cf."), self.wording.text("for comparison")
        told = f'<abbr title="{html_text(long)}">{html_text(short)}</abbr>'
        return f'<span class="sx-cf">{told} {self._mark(id)}</span>'

    def _mark(self, id: str) -> str:
        anchor, number = note_anchor(id), self.wording.number(self.footnotes[id].number)
        page = self.notes_address
        href = self.links.href(self.address, page, anchor) if page else f"#{anchor}"
        return f'<a href="{html_text(href)}">{html_text(number)}</a>'


def _former(address: str) -> str:
    """Where links to a sentence that is gone lead."""
    return f'<span class="sx-former" id="{html_text(address)}"></span>'


def _label(kind: str, html: str) -> str:
    return f' <small class="sx-editor" data-kind="{kind}">{html}</small>'


def _finished(html: str) -> Markup:
    return Markup(html)  # noqa: S704 - every text in it was escaped where it was put in


def note_anchor(quotation: str) -> str:
    """The anchor of a quotation's footnote: it stays the same when numbers move."""
    return f"fn.{quotation}"


def quotation_anchor(quotation: str) -> str:
    """The anchor of a quotation on its source's page."""
    return f"q.{quotation}"
