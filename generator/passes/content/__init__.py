"""The first pass: each file by itself → rows of the index, and what is wrong.

Every function here takes a job and a file, and works in any process. What it knows of other files
it asks of the index.
"""

from generator.passes.content.common import Task
from generator.passes.content.sources import alleged_quotations, source
from generator.passes.content.stories import descending, story
from generator.passes.content.terms import definition, term_rule
from generator.passes.content.translations import (
    sentence_translation,
    source_translation,
    term_names,
)

__all__ = [
    "Task", "alleged_quotations", "definition", "descending", "sentence_translation", "source",
    "source_translation", "story", "term_names", "term_rule",
]  # fmt: skip
