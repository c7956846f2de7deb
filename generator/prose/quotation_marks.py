"""Which quotation marks of a sentence belong together, in any language.

Most marks open in one language and close in another: “A” and „A“, «A» and »A«, ”A” and »A». So
each is read by what is open and by what stands beside it; a language is asked for only where
nothing else tells (’A’, which is Swedish and Finnish). No marks are apostrophes (workers’, ’n’,
Ka‘al), the signs for feet, inches and minutes (6'2"), and gershayim inside a word (צה"ל).

One line is read once, from its start; how far is looked back is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

from generator.prose.mark_context import Token, is_word

_TOKEN = re.compile(r"''|‘‘|’’|[\"'“”„‟«»‹›‘’‚‛「」『』〈〉《》﹁﹂﹃﹄〝〞〟❝❞❛❜＂＇״׳]")
# Text without any of these has no quotation; an apostrophe inside or behind a word begins none.
_MAY_QUOTE = re.compile(
    r"(?<![A-Za-zÀ-ÖØ-öø-ɏͰ-ӿ0-9])['’]|[\"“”„‟«»‹›‘‚‛「」『』〈〉《》﹁﹂﹃﹄〝〞〟❝❞❛❜＂＇״׳]"
)
_SAME = {"＂": '"', "״": '"', "＇": "'", "׳": "'", "❝": "“", "❞": "”", "❛": "‘", "❜": "’"}
# By the mark that opens, those that may close it; marks of typewriters and printers get mixed.
_CLOSED_BY = {
    "“": '”"', "„": '“”"‟', "‟": '”"', "”": "”“", '"': '"”“', "«": "»", "»": "«»",
    "‹": "›", "›": "‹›", "‚": "‘’'", "‛": "’'", "‘": "’'", "’": "’'", "'": "'’",
    "「": "」", "『": "』", "〈": "〉", "《": "》", "﹁": "﹂", "﹃": "﹄", "〝": "〞〟",
    "''": ("''",), "‘‘": ("’’", "''"), "’’": ("’’",),
}  # fmt: skip
_OPENS_ONLY = frozenset("„‟‚‛「『〈《﹁﹃〝")
_CLOSES_ONLY = frozenset("」』〉》﹂﹄〞〟")
_OPENS_MOSTLY = frozenset("“«‹")
_APOSTROPHES = frozenset(("'", "’", "‘"))
SINGLE = frozenset("‘’‚‛'‹›")
"""Marks that stand mostly within others."""
_PAIRS = frozenset(("''", "‘‘", "’’"))
# An unpaired one of these may be an apostrophe, or no mark at all.
_SILENT = SINGLE | _PAIRS
_OPENS_WITH_APOSTROPHE = frozenset(("sv", "fi", "se", "smn"))

_DEEPEST = 8
_MOST = 2_000
# Words that begin with an apostrophe, and years: ’tis, rock ’n’ roll, ’s avonds, ’90s.
_ELISION = re.compile(
    r"(?:t(?:is|was|were|will)|em|n|cause|till?|bout|cos|[stk])(?!\w)", re.IGNORECASE
)
_YEAR = re.compile(r"\d\ds?(?!\w)")
_FEET = re.compile(r"\d\s?['’′]\s?\d{1,2}$")
# The small words of one letter that Hebrew writes in one with the word behind.
_HEBREW_PREFIX = re.compile(r"(?<![\u0590-\u05ff])[בהוכלמש]{1,3}$")
_HEBREW_WORD = re.compile(r"[\u0590-\u05ff]{2}")


class Quoted(NamedTuple):
    """Words in quotation marks: `start` and `end` with the marks, `first` and `last` without."""

    start: int
    end: int
    first: int
    last: int


class Marks(NamedTuple):
    """The quotations of a text, by where they begin, and the marks that lack their partner."""

    quoted: tuple[Quoted, ...] = ()
    unpaired: tuple[int, ...] = ()


def may_quote(text: str) -> bool:
    """Whether a quotation mark may stand in a text: a quick look that most texts pass without."""
    return _MAY_QUOTE.search(text) is not None


def quotation_marks(text: str, language: str = "") -> Marks:
    """Pair the quotation marks of a text of one line.

    Args:
        text: the text, as it is read.
        language: its language (BCP 47), if it is known.

    Returns:
        All quotations, those inside others too; and the places of marks without a partner. A single
        mark without one is taken for an apostrophe. Of a text with thousands of marks the first are
        read, and the one behind them counts as unpaired.
    """
    if not may_quote(text):
        return Marks()
    tongue = language.partition("-")[0].lower()
    return _Reader(text, apostrophe_opens=tongue in _OPENS_WITH_APOSTROPHE).read()


def outermost(quoted: Iterable[Quoted]) -> tuple[Quoted, ...]:
    """The quotations that stand in no other, given by where they begin."""
    kept: list[Quoted] = []
    for each in quoted:
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return tuple(kept)


class _Reader:
    def __init__(self, text: str, *, apostrophe_opens: bool) -> None:
        self.text = text
        self.apostrophe_opens = apostrophe_opens
        self.open: list[Token] = []
        self.quoted: list[Quoted] = []
        self.unpaired: list[int] = []

    def read(self) -> Marks:
        found = islice(_TOKEN.finditer(self.text), _MOST + 1)
        tokens = [self._token(match) for match in found]
        if len(tokens) > _MOST:
            self.unpaired.append(tokens.pop().start)
        self.last = {token.mark: token.start for token in tokens}
        is_closed_later = self._closes_later(tokens)
        for token, later in zip(tokens, is_closed_later, strict=True):
            if token.mark in _PAIRS and not self._is_pair(token):
                for at in (token.start, token.start + 1):
                    self._single(self._part(token, at), later=later)
            elif token.mark in _APOSTROPHES:
                self._single(token, later=later)
            else:
                self._double(token, later=later)
        self.unpaired += [each.start for each in self.open if each.mark not in _SILENT]
        return Marks(
            tuple(sorted(self.quoted, key=lambda each: (each.start, -each.end))),
            tuple(sorted(self.unpaired)),
        )

    def _token(self, match: re.Match[str]) -> Token:
        start, end = match.span()
        mark = _SAME.get(match[0], match[0])
        return Token(mark, start, end, self.text[start - 1 : start], self.text[end : end + 1])

    def _part(self, token: Token, at: int) -> Token:
        around = self.text[at - 1 : at] if at else "", self.text[at + 1 : at + 2]
        return Token(token.mark[0], at, at + 1, *around)

    def _closes_later(self, tokens: list[Token]) -> list[bool]:
        """For each mark, whether the next of its sort that is no part of a word can close."""
        found: list[bool] = []
        single = double = False
        for token in reversed(tokens):
            found.append(single if token.mark in _APOSTROPHES else double)
            if token.mark in _APOSTROPHES:
                # A possessive may close, but speaks for nothing: what stands behind it decides.
                if not token.in_word and not self._is_possessive(token):
                    single = not token.looks_opening
            elif not token.in_hebrew_word:
                double = not token.looks_opening
        return found[::-1]

    def _is_pair(self, token: Token) -> bool:
        """Whether two single marks are typed for a double one."""
        if self._opener(token) is not None:
            return True
        has_partner = any(self.last.get(mark, -1) > token.start for mark in _PAIRS)
        return has_partner and not is_word(token.before)

    def _double(self, token: Token, *, later: bool) -> None:
        mark, opener = token.mark, self._opener(token)
        if token.in_hebrew_word and not (opener is None and later and self._after_prefix(token)):
            return
        if mark in _OPENS_ONLY:
            self.open.append(token)
        elif mark in _CLOSES_ONLY:
            self._close(token, opener)
        elif opener is not None:
            self._close_or_open(token, opener)
        elif token.before.isdigit() and mark in ('"', "”", "''", "’’"):
            return
        elif mark in _OPENS_MOSTLY or mark == "‘‘":
            is_stray = not token.behind or (token.looks_closing and not token.behind.isspace())
            self._open(token, may=not is_stray and (mark != "“" or not token.behind.isspace()))
        elif mark == '"':
            self._open(token, may=not token.looks_closing)
        else:
            self._open(token, may=token.may_open)

    def _close_or_open(self, token: Token, opener: int) -> None:
        mark, opened_by = token.mark, self.open[opener].mark
        is_other = mark not in _OPENS_MOSTLY and mark not in (opened_by, '"')
        if token.looks_opening and not is_other:
            self.open.append(token)
        elif not self._is_inches(token, opened_by):
            self._close(token, opener)

    def _is_inches(self, token: Token, opened_by: str) -> bool:
        """Whether a mark behind a digit stands for inches: 6'2" before one that can close."""
        if token.mark == '"' and opened_by != '"' and token.before.isdigit():
            return True
        feet = _FEET.search(self.text, max(0, token.start - 8), token.start)
        return feet is not None and self.last[token.mark] > token.start

    def _after_prefix(self, token: Token) -> bool:
        """Whether a mark between Hebrew letters opens: small words before it, a word behind."""
        start = max(0, token.start - 5)
        return (
            _HEBREW_PREFIX.search(self.text, start, token.start) is not None
            and _HEBREW_WORD.match(self.text, token.end) is not None
        )

    def _single(self, token: Token, *, later: bool) -> None:
        if token.in_word:
            return
        opener = self._opener(token)
        if opener is None:
            opens = token.mark != "’" or self.apostrophe_opens
            if opens and token.may_open and not self._is_elision(token):
                self.open.append(token)
        elif token.looks_opening:
            if token.mark == "‘":
                self.open.append(token)
        elif not token.before.isspace() and not (later and self._is_possessive(token)):
            self._close(token, opener)

    def _is_elision(self, token: Token) -> bool:
        is_year = token.mark != "‘" and _YEAR.match(self.text, token.end)
        return bool(is_year or _ELISION.match(self.text, token.end))

    def _is_possessive(self, token: Token) -> bool:
        behind = self.text[token.end : token.end + 2]
        return token.before in "sS" and behind[:1] == " " and behind[1:].islower()

    def _opener(self, token: Token) -> int | None:
        """The place in `open` of what a mark closes: for a single one not beyond a double one."""
        for at in range(len(self.open) - 1, max(-1, len(self.open) - 1 - _DEEPEST), -1):
            if token.mark in _CLOSED_BY[self.open[at].mark]:
                return at
            if token.mark in SINGLE and self.open[at].mark not in SINGLE:
                return None
        return None

    def _open(self, token: Token, *, may: bool) -> None:
        if may:
            self.open.append(token)
        elif token.mark not in _SILENT:
            self.unpaired.append(token.start)

    def _close(self, token: Token, opener: int | None) -> None:
        if opener is None:
            if token.mark not in _SILENT:
                self.unpaired.append(token.start)
            return
        opened = self.open[opener]
        above = self.open[opener + 1 :]
        self.unpaired += [each.start for each in above if each.mark not in _SILENT]
        del self.open[opener:]
        self.quoted.append(Quoted(opened.start, token.end, opened.end, token.start))
