"""What the checks of figures find on a whole site, whose language is English."""

from __future__ import annotations

from generator.resolve import ResolvedStory, flat
from generator.verify.figures import EvidenceIndex, Unsupported, read_site, unsupported
from tests.compiled import Site


def check(
    site: Site, story: ResolvedStory, evidence_index: EvidenceIndex | None = None
) -> list[Unsupported]:
    """What is unsupported in a story."""
    evidence_index = evidence_index or read_site(site, story.story.language or "en")
    return [*unsupported(evidence_index, story.statements())] if evidence_index else []


def check_terms(site: Site) -> list[Unsupported]:
    """What is unsupported in the definitions of the glossary."""
    evidence_index = read_site(site, "en")
    assert evidence_index
    return [
        found
        for id, entry in site.terms.items()
        for found in unsupported(evidence_index, flat(entry.definition), id)
    ]
