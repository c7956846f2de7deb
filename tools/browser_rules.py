"""Writes the rules of verification as data for the check in the browser, or checks the file.

Usage: browser_rules.py [--check]

`site-templates/check/` compares a text that a reader pastes by the rules of `generator.folding` and
`generator.verify`. What these are made of (tables, word lists, regular expressions, bounds) stands
in its `00-rules.js`, which is written here and by nobody else. A few tables say what Unicode
properties a browser cannot be asked for; they are those of the oldest Python that is supported.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from generator.folding import DROPPED, LINE_END_HYPHEN, RULES, VERSION, offsets, rules, scripts
from generator.verify import chains, damage, function_words, marks, match, near_miss, words

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "site-templates" / "check" / "00-rules.js"
UNICODE = "14.0.0"
"""The version of Unicode that the oldest supported Python knows."""

_HEAD = """\
// The rules by which quotations are compared, as data. Written by tools/browser_rules.py from
// generator/folding/ and generator/verify/, with Unicode {unicode}: change them there, never here.
const sxRules = {data};
"""
# What Python's `\\s` and `str.split` take for white space.
_OTHER_SPACE = r"\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_SPACE = rf"\t-\r{_OTHER_SPACE}"
# Python's classes, the longer first, as JavaScript writes them. A test holds both together for
# every character.
_CLASSES = (
    (r"[^\W\d_]", r"[\p{L}\p{Nl}\p{No}]"),
    (r"[^\W_]", r"[\p{L}\p{N}]"),
    (r"[\W_]", r"[^\p{L}\p{N}]"),
    (r"[^\w]", r"[^\p{L}\p{N}_]"),
    (r"[^\w\s]", rf"[^\p{{L}}\p{{N}}_{_SPACE}]"),
    (r"[^\s\[\]]", rf"[^{_SPACE}\[\]]"),
    (r"[^\S\n\r]", rf"[\t\v\f{_OTHER_SPACE}]"),
    (r"\w", r"[\p{L}\p{N}_]"),
    (r"\s", f"[{_SPACE}]"),
    (r"\S", f"[^{_SPACE}]"),
    (r"\d", r"\p{Nd}"),
    (r"\A", "^"),
    (r"\Z", "$"),
    (r"\"", '"'),
)  # fmt: skip


def javascript(pattern: str) -> str:
    """A regular expression of Python's as JavaScript's, for its flag `u`."""
    astral = re.sub(r"\\U([0-9a-fA-F]{8})", lambda code: rf"\u{{{int(code[1], 16):x}}}", pattern)
    return re.sub(
        "|".join(re.escape(python) for python, _ in _CLASSES),
        lambda found: dict(_CLASSES)[found[0]],
        astral,
    )


def _ranges(codes: Iterable[int]) -> str:
    """Code points as ranges: how far each begins behind the last, and how many more it has."""
    written, last = [], 0
    for first, length in _runs(sorted(codes)):
        more = f".{_base36(length - 1)}" if length > 1 else ""
        written.append(_base36(first - last) + more)
        last = first + length
    return " ".join(written)


def _runs(codes: list[int]) -> Iterator[tuple[int, int]]:
    first = length = 0
    for code in codes:
        if length and code == first + length:
            length += 1
            continue
        if length:
            yield first, length
        first, length = code, 1
    if length:
        yield first, length


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits or "0"


def _all(holds: Callable[[str], object]) -> str:
    return _ranges(code for code in range(sys.maxunicode + 1) if holds(chr(code)))


def _folds() -> tuple[str, str]:
    """What characters become that are not dropped: those whose compatible form Unicode has itself.

    Then the others, each with what it becomes; a space parts one from the next.
    """
    folds = {a: b for rule in RULES for a, b in rule.folds if b}
    own = [a for a, b in folds.items() if unicodedata.normalize("NFKC", a) == _composed(b)]
    return _ranges(map(ord, own)), " ".join(a + b for a, b in folds.items() if a not in own)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _case_folds() -> str:
    """The characters that Python's `casefold` takes further than to small letters."""
    every = map(chr, range(sys.maxunicode + 1))
    return " ".join(a + a.casefold() for a in every if a.casefold() != a.lower())


def _words(table: dict[str, frozenset[str]]) -> dict[str, str]:
    return {language: " ".join(sorted(each)) for language, each in table.items()}


def data() -> dict[str, object]:
    """All that the script needs, by the names that it has for it."""
    patterns = {
        "lineEnd": scripts._LINE_END, "sign": scripts._SIGN, "mayChange": offsets._MAY_CHANGE,
        "wordOrSpace": offsets._WORD_OR_SPACE, "word": rules._WORD,
        "letter": match._LETTER, "hyphen": match._HYPHEN, "letters": damage._LETTERS,
        "mark": marks._MARK, "omission": marks._OMISSION, "atEnd": marks._AT_END,
        "atBeginning": marks._AT_BEGINNING, "stop": marks._STOP, "words": marks._WORDS,
        "token": words._TOKEN, "unspaced": words._UNSPACED, "endsInGroup": words._ENDS_IN_GROUP,
        "group": words._GROUP, "lastWord": words._LAST_WORD, "compared": near_miss._WORD,
    }  # fmt: skip
    compatible, folds = _folds()
    return {
        "version": VERSION,
        "lineEndHyphen": LINE_END_HYPHEN,
        "space": _SPACE,
        "dropped": _ranges(map(ord, DROPPED)),
        "compatible": compatible,
        "folds": folds,
        "combining": _all(unicodedata.combining),
        "numericLetters": _all(lambda sign: sign.isnumeric() and sign.isalpha()),
        "otherDigits": _all(lambda sign: sign.isdigit() and not sign.isdecimal()),
        "caseFolds": _case_folds(),
        "patterns": {name: javascript(each.pattern) for name, each in patterns.items()},
        "joinsBefore": "".join(sorted(marks._JOINS_BEFORE)),
        "joinsBehind": "".join(sorted(marks._JOINS_BEHIND)),
        "dashes": "".join(sorted(words.DASHES)),
        "articles": " ".join(sorted(words.ARTICLES)),
        "replaceable": _words(dict(function_words.REPLACEABLE)),
        "numberWords": _words(dict(function_words.NUMBER_WORDS)),
        "multipliers": " ".join(sorted(function_words.MULTIPLIERS)),
        "sameLanguage": function_words.SAME,
        "near": marks._NEAR,
        "reach": marks.REACH,
        "wordReach": words._REACH,
        "mostPlaces": chains.MOST_PLACES,
        "mostMarks": match._MOST_MARKS,
        "shortestDamaged": damage._SHORTEST,
    }


def text() -> str:
    """The file as it should be: in ASCII, so that nothing in it can be taken for another sign."""
    lines = (f"  {name}: {json.dumps(value)}," for name, value in data().items())
    return _HEAD.format(unicode=UNICODE, data="{\n" + "\n".join(lines) + "\n}")


def main(arguments: list[str]) -> int:
    """Write or check. Returns the exit code."""
    if unicodedata.unidata_version != UNICODE:
        sys.stderr.write(
            f"{FILE.name}: only a Python with Unicode {UNICODE} can write or check it; "
            f"this one has {unicodedata.unidata_version}\n"
        )
        return 0 if "--check" in arguments else 1
    if "--check" not in arguments:
        FILE.write_text(text(), "utf-8")
    elif not FILE.is_file() or FILE.read_text("utf-8") != text():
        sys.stderr.write(f"{FILE.name} is not current: run 'make browser-rules'\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
