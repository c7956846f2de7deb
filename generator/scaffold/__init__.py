"""scaffold: a new site, and new files and entries for a site that there is.

Nothing is ever overwritten, and nothing is left half made: files are written aside and then moved
to their place. `site` makes a site, `entries` what goes into one, `ids` names for it, `answers`
checks what an editor says.
"""

from __future__ import annotations

from generator.scaffold.answers import ScaffoldError, problem_with
from generator.scaffold.entries import Desk, add_quotation, new_source, new_story, new_term
from generator.scaffold.ids import proposed_id
from generator.scaffold.schemas import has_schemas, write_schemas
from generator.scaffold.site import new_site

__all__ = [
    "Desk", "ScaffoldError", "add_quotation", "has_schemas", "new_site", "new_source",
    "new_story", "new_term", "problem_with", "proposed_id", "write_schemas",
]  # fmt: skip
