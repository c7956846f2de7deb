"""prose: text with citations → paragraphs of statements."""

from generator.prose.inline import (
    Cite,
    Emphasis,
    Inline,
    Link,
    Mention,
    TermUse,
    Text,
    links,
    mentions,
    parse_inline,
    plain_text,
    term_uses,
)  # fmt: skip
from generator.prose.line import Citation, Line, without
from generator.prose.marks import citations_and_marks, in_language, without_citations
from generator.prose.quotation_marks import Marks, Quoted, may_quote, outermost, quotation_marks
from generator.prose.recorded import Recorded, read_recorded
from generator.prose.statements import read_prose
from generator.prose.tags import read_words

__all__ = [
    "Citation", "Cite", "Emphasis", "Inline", "Line", "Link", "Marks", "Mention", "Quoted",
    "Recorded",
    "TermUse", "Text", "citations_and_marks", "in_language", "links", "may_quote", "mentions",
    "outermost",
    "parse_inline", "plain_text", "quotation_marks", "read_prose", "read_recorded", "read_words",
    "term_uses",
    "without", "without_citations",
]  # fmt: skip
