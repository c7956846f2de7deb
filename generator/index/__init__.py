"""index: all that one file or page may know of the rest of the site, and what it asked.

`store` keeps rows on disk, stage by stage; `site` is the door through which they are read, and
`stored` what stands behind it; `rows` says what they hold.
"""

from generator.index.history import HistoryFile, StoryHistory
from generator.index.place import FOLDER_VARIABLE, index_folder, open_index
from generator.index.reader import Reader
from generator.index.reviews import (
    ReviewCounts,
    ReviewFile,
    ReviewState,
    Standing,
    StoryReviews,
)
from generator.index.rows import (
    AddressFile,
    Authority,
    Corrected,
    Coverage,
    Disagreements,
    Grounds,
    LeftWords,
    Link,
    LinkKind,
    LoneFigure,
    Overlap,
    Relations,
    SharedRun,
    SourceRecord,
    Stamp,
    StoryLine,
    Totals,
)
from generator.index.site import SiteIndex
from generator.index.stages import ALL, KEYS, STAGES, Question, Row, row
from generator.index.store import Store
from generator.index.stored import StoredIndex
from generator.index.tables import Lists, Table
from generator.index.translated import TranslationState

__all__ = [
    "ALL",
    "FOLDER_VARIABLE",
    "KEYS",
    "STAGES",
    "AddressFile",
    "Authority",
    "Corrected",
    "Coverage",
    "Disagreements",
    "Grounds",
    "HistoryFile",
    "LeftWords",
    "Link",
    "LinkKind",
    "Lists",
    "LoneFigure",
    "Overlap",
    "Question",
    "Reader",
    "Relations",
    "ReviewCounts",
    "ReviewFile",
    "ReviewState",
    "Row",
    "SharedRun",
    "SiteIndex",
    "SourceRecord",
    "Stamp",
    "Standing",
    "Store",
    "StoredIndex",
    "StoryHistory",
    "StoryLine",
    "StoryReviews",
    "Table",
    "Totals",
    "TranslationState",
    "index_folder",
    "open_index",
    "row",
]  # fmt: skip
