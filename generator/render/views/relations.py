"""What each source has to do with others: as one voice or apart, and in the words they share.

Put together once a site, so that the page of one source need not look through all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from generator.model import Ruling
from generator.resolve import Site
from generator.verify import Verification
from generator.verify.independence import Link, Overlap


@dataclass(frozen=True, slots=True)
class Relations:
    """What names one source: each in the order in which the site has it.

    `rulings` are those of its own and of others, each with the id of the source that has it.
    """

    links: list[Link] = field(default_factory=list)
    rulings: list[tuple[str, Ruling]] = field(default_factory=list)
    overlaps: list[Overlap] = field(default_factory=list)


def relations(site: Site, verification: Verification) -> dict[str, Relations]:
    """The relations of every source, by its id."""
    found = {id: Relations() for id in site.sources}
    for link in verification.voices.links:
        for each in _of(found, (link.a, link.b)):
            each.links.append(link)
    for id, entry in site.sources.items():
        for ruling in entry.source.rulings:
            for each in _of(found, (id, ruling.other)):
                each.rulings.append((id, ruling))
    for overlap in verification.overlaps:
        for each in _of(found, (overlap.a, overlap.b)):
            each.overlaps.append(overlap)
    return found


def _of(found: dict[str, Relations], ids: Sequence[str]) -> Iterable[Relations]:
    """Each one's, once; the lock may name a source that is not there any more."""
    return (found[id] for id in dict.fromkeys(ids) if id in found)
