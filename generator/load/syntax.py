"""What libyaml says of a mistake in the syntax, in words that an editor knows."""

from __future__ import annotations

import re

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


def in_plain_words(problem: str) -> str:
    """The message for what libyaml says; its own words stand behind, for who looks them up."""
    plain = next((said for begin, said in _PLAIN_WORDS.items() if problem.startswith(begin)), None)
    return f"{plain} ({problem[:80]})" if plain else problem[:120]


def begins_with_brackets(line: str, column: int) -> int | None:
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
