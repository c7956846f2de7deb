"""What is wrong with the prose and the references of a file whose fields are not all valid.

A value that cannot stand where it does hides no other problem of its file: the editor is told of
all of them in one run.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from generator.diagnostics import Diagnostic
from generator.load import Document, Listing, Mapping, Scalar, Trail
from generator.resolve.glossary import Glossary
from generator.resolve.prose import ProseResolver
from generator.resolve.references import unique_ids, unknown_reference

# Where a story or a term has prose; `None` stands for each entry of a list.
_PROSE: tuple[tuple[str | None, ...], ...] = (
    ("definition",),
    ("standfirst",),
    ("key_points",),
    ("sections", None, "body"),
    ("operations", None, "text"),
    ("events", None, "text"),
    ("participations", None, "roles", None, "text"),
    ("places", None, "text"),
    ("disagreements", None, "answers", None, "answer"),
)
_READINGS = ("disagreements", None, "reading")
# The lists whose entries have ids, and what refers to these.
_LISTS: dict[str, tuple[tuple[str | None, ...], ...]] = {
    "sections": (),
    "operations": (
        ("events", None, "operation"),
        ("participations", None, "operation"),
        ("places", None, "operation"),
    ),
    "events": (),
    "places": (),
    "disagreements": (
        ("participations", None, "roles", None, "disputed"),
        ("places", None, "disputed"),
    ),
}


def problems_of_invalid(
    document: Document, quotations: Collection[str] | None
) -> tuple[Diagnostic, ...]:
    """The problems of a story or a term that is not valid, but for those of its values.

    Args:
        document: the file.
        quotations: the ids that it may cite; None if they are not known, and not checked then.
    """
    resolver = ProseResolver(document, quotations, Glossary(()))
    for pattern in _PROSE:
        for trail in _trails(document, pattern):
            resolver.read(trail, "", set())
    for trail in _trails(document, _READINGS):
        resolver.read(trail, "", set(), citations_needed=False)
    return (*_check_ids(document), *resolver.problems)


def _check_ids(document: Document) -> Iterator[Diagnostic]:
    """Ids that stand twice, and references to what is not in the file.

    A list that is not there, or whose entries do not all have ids, says nothing of them.
    """
    for key, references in _LISTS.items():
        ids = _ids(document, key)
        if not ids:
            continue
        noun = key.removesuffix("s")
        yield from unique_ids(document, (key,), ids, noun)
        for pattern in references:
            for trail in _trails(document, pattern):
                node = document.node(trail)
                if isinstance(node, Scalar) and node.text:
                    yield from unknown_reference(document, trail, node.text, ids, noun)


def _ids(document: Document, key: str) -> list[str]:
    listing = document.node((key,))
    entries = listing.items if isinstance(listing, Listing) else ()
    nodes = [each.get("id") if isinstance(each, Mapping) else None for each in entries]
    ids = [node.text for node in nodes if isinstance(node, Scalar) and node.text]
    return ids if len(ids) == len(entries) else []


def _trails(document: Document, pattern: tuple[str | None, ...]) -> Iterator[Trail]:
    """The ways to all values that a pattern stands for."""
    trails: list[Trail] = [()]
    for step in pattern:
        further: list[Trail] = []
        for trail in trails:
            node = document.node(trail)
            if step is None and isinstance(node, Listing):
                further += [(*trail, at) for at in range(len(node.items))]
            elif step is not None and isinstance(node, Mapping) and node.get(step) is not None:
                further.append((*trail, step))
        trails = further
    yield from trails
