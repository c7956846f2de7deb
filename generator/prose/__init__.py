"""prose: text with citations → paragraphs of statements."""

from generator.prose.inline import (
    Cite,
    Emphasis,
    Inline,
    Link,
    TermUse,
    Text,
    links,
    parse_inline,
    plain_text,
    term_uses,
)  # fmt: skip
from generator.prose.pages import denied_in_page
from generator.prose.statements import Citation, Line, read_prose

__all__ = [
    "Citation", "Cite", "Emphasis", "Inline", "Line", "Link", "TermUse", "Text", "denied_in_page",
    "links", "parse_inline", "plain_text", "read_prose", "term_uses",
]  # fmt: skip
