"""resolve: models → what stands in a file, its references followed, its places found."""

from generator.resolve.addresses import (
    AddressChange,
    Addressing,
    ChangedAddress,
    check_record,
    give_addresses,
)
from generator.resolve.glossary import Glossary
from generator.resolve.invalid import problems_of_invalid
from generator.resolve.prose import QuotationsOf
from generator.resolve.references import Link, read_source
from generator.resolve.result import Resolved
from generator.resolve.site import (
    Footnote,
    Paragraphs,
    QuotationEntry,
    ResolvedStory,
    SourceEntry,
    Statement,
    StoryCorrection,
    StoryDisagreement,
    StoryEvent,
    StoryOperation,
    StoryParticipation,
    StoryPlace,
    StoryRole,
    StorySection,
    TermEntry,
    Use,
    disagreement_statements,
    event_statements,
    flat,
    map_statements,
)  # fmt: skip
from generator.resolve.story import resolve_story
from generator.resolve.terms import resolve_term

__all__ = [
    "AddressChange", "Addressing", "ChangedAddress", "Footnote", "Glossary", "Link", "Paragraphs",
    "QuotationEntry", "QuotationsOf", "Resolved", "ResolvedStory", "SourceEntry", "Statement",
    "StoryCorrection", "StoryDisagreement", "StoryEvent", "StoryOperation", "StoryParticipation",
    "StoryPlace", "StoryRole", "StorySection", "TermEntry", "Use", "check_record",
    "disagreement_statements", "event_statements", "flat", "give_addresses", "map_statements",
    "problems_of_invalid",
    "read_source", "resolve_story", "resolve_term",
]  # fmt: skip
