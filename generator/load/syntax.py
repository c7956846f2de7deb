"""What libyaml says of a mistake in the syntax, in words that an editor knows."""

from __future__ import annotations

import re
from dataclasses import replace

from generator.diagnostics import Diagnostic, Edit, Place, found
from generator.load.lines import Lines

_OPENED = (
    "while scanning a quoted scalar", "while scanning a simple key", "while scanning an alias",
    "while scanning an anchor",
)  # fmt: skip
_BRACKETED = re.compile(r"""(\s*(?:- +)*(?:[\w-]+ *: +)?)[\[{][^\[\]{}"']*[\]}] *(?=[^\s#,])""")

_PLAIN_WORDS = {
    "mapping values are not allowed": "a second colon stands in this line",
    "could not find expected ':'": "a key has no colon behind it",
    "did not find expected key": "this line is indented differently from the ones above it, or "
    "words stand behind a closing quote mark",
    "did not find expected '-'": "this line is indented differently from the list above it",
    "block sequence entries are not allowed": "a list cannot begin here",
    "found character that cannot start any token": "a value cannot begin with this character",
    "found unexpected end of stream": "a quote mark or a bracket was opened and never closed",
    "found unexpected document indicator": "a quote mark was opened and never closed",
    "did not find expected alphabetic": "text that begins with '*' or '&' needs quotes",
    "did not find expected ',' or ']'": "a bracket was opened and not closed; text that begins "
    "with '[' needs quotes",
    "did not find expected ',' or '}'": "a brace was opened and not closed; text that begins "
    "with '{' needs quotes",
    "found invalid Unicode character escape": "a backslash code in double quotes names no "
    "character",
    "found unknown escape character": "a backslash in double quotes begins a code that does not "
    "exist",
}


def syntax_problem(error: Exception, lines: Lines, path: str) -> Diagnostic:
    """What is wrong where libyaml stops.

    Args:
        error: what it raised.
        lines: the file's lines.
        path: how diagnostics name the file.
    """
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if getattr(error, "context", None) in _OPENED and getattr(error, "context_mark", None):
        mark = error.context_mark  # type: ignore[attr-defined]
    problem = str(getattr(error, "problem", None) or "the text is not YAML")
    message = _in_plain_words(problem)
    if mark is None:
        return found("yaml-syntax", Place(path), message)
    number = min(mark.line + 1, len(lines))
    start = _begins_with_brackets(lines[number - 1], mark.column)
    if start is not None:
        return _bracketed(lines[number - 1], Place(path, number, start + 1))
    return found(
        "yaml-syntax", Place(path, number, mark.column + 1), message, line=lines[number - 1]
    )


def _bracketed(line: str, place: Place) -> Diagnostic:
    """A text that begins with brackets, which YAML takes for more than text."""
    text = line[place.column - 1 :].rstrip()
    place = replace(place, width=len(text))
    message = "YAML does not read this as text, because it begins with a bracket"
    advice = f"Put the whole value between quotes: {quoted(text)}"
    fix = (Edit(place, text, quoted(text), prose=True),)
    return found("yaml-syntax", place, message, advice, line, fix)


def _in_plain_words(problem: str) -> str:
    """The message for what libyaml says; its own words stand behind, for who looks them up."""
    plain = next((said for begin, said in _PLAIN_WORDS.items() if problem.startswith(begin)), None)
    return f"{plain} ({problem[:80]})" if plain else problem[:120]


def _begins_with_brackets(line: str, column: int) -> int | None:
    """Where in a line a value begins that YAML takes for a list or mapping for its brackets.

    Args:
        line: the line.
        column: where the parser stopped, from 0: at the first word behind the brackets.

    Returns:
        The column from 0; None if it stopped for something else.
    """
    found = _BRACKETED.match(line)
    return found.end(1) if found and found.end() == column else None


def quoted(text: str) -> str:
    """A text of one line as YAML writes it in single quotes."""
    return "'" + text.replace("'", "''") + "'"
