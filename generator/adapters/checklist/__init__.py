"""checklist: what stands between a site and publishing, shown beside its previewed pages.

`checked` is what is known of a site once it was read; `editors` makes links that open a file in an
editor's program; `views` makes of both what the template shows; `passages` looks for what could
support a sentence; `checklist` keeps the latest, sets it into pages and answers requests. The steps
are those of `generator.publishing.next_steps`, which `explainer next` prints.
"""

from generator.adapters.checklist.checked import Checked, check_site
from generator.adapters.checklist.checklist import FILES, ROOT, Checklist, checklist_html
from generator.adapters.checklist.editors import EDITORS, NO_EDITOR, Editor, EditorError, editor_of
from generator.adapters.checklist.page import (
    NOT_BUILT,
    NOT_BUILT_HEADING,
    NOT_BUILT_TEXT,
    add_style,
    before_end,
)
from generator.adapters.checklist.passages import SitePlace
from generator.adapters.checklist.views import Local

__all__ = [
    "EDITORS", "FILES", "NOT_BUILT", "NOT_BUILT_HEADING", "NOT_BUILT_TEXT", "NO_EDITOR", "ROOT",
    "Checked", "Checklist", "Editor", "EditorError", "Local", "SitePlace", "add_style",
    "before_end", "check_site", "checklist_html", "editor_of",
]  # fmt: skip
