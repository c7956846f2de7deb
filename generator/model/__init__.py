"""The content model: what the YAML files may hold, as pydantic models.

Names follow CSL-JSON and schema.org where those have one. Each field carries a description and
examples; the documentation of the content format is made from them.
"""

from generator.model.addresses import Addresses, GoneSentence
from generator.model.glossary import CaseRule, Term, TermKind
from generator.model.history import History, StoryVersion
from generator.model.lock import (
    Caveat,
    Locator,
    Lock,
    LockedInsertion,
    LockedOmission,
    LockedOverlap,
    LockedQuotation,
    LockedRun,
    LockedSource,
    Look,
    Loss,
    Reader,
)  # fmt: skip
from generator.model.recheck import (
    PageState,
    RecheckedPage,
    RecheckedQuotation,
    RecheckedSource,
    Rechecks,
    WordsState,
)  # fmt: skip
from generator.model.review import Review, Reviews, ReviewVerdict
from generator.model.site import (
    Download,
    Publisher,
    ReviewRule,
    SiteSettings,
    TimeStampAuthority,
    Untranslated,
)  # fmt: skip
from generator.model.source import (
    Acceptance,
    Quotation,
    Ruling,
    Source,
    SourceKind,
    Verdict,
    words_language,
)  # fmt: skip
from generator.model.story import (
    OLD_KINDS,
    USUAL_WEIGHT,
    Answer,
    Correction,
    Disagreement,
    DisagreementKind,
    Event,
    MapPlace,
    Operation,
    Participation,
    Place,
    Role,
    RolePlayed,
    Section,
    Status,
    Story,
)  # fmt: skip
from generator.model.translation import TranslatedText, Translation

__all__ = [
    "OLD_KINDS", "USUAL_WEIGHT",
    "Acceptance", "Addresses", "Answer", "CaseRule", "Caveat", "Correction", "Disagreement",
    "DisagreementKind", "Download", "Event", "GoneSentence", "History", "Locator", "Lock",
    "LockedInsertion", "LockedOmission",
    "LockedOverlap", "LockedQuotation", "LockedRun", "LockedSource", "Look", "Loss", "MapPlace",
    "Operation", "PageState", "Participation", "Place", "Publisher", "Quotation", "Reader",
    "RecheckedPage", "RecheckedQuotation", "RecheckedSource", "Rechecks", "Review",
    "ReviewRule", "ReviewVerdict", "Reviews", "Role", "RolePlayed", "Ruling", "Section",
    "SiteSettings", "Source", "SourceKind", "Status", "Story", "StoryVersion", "Term", "TermKind",
    "TimeStampAuthority", "TranslatedText", "Translation", "Untranslated", "Verdict",
    "WordsState", "words_language",
]  # fmt: skip
