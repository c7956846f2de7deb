"""Sources by the voices that they are, as a list shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from generator.index import Link, LinkKind
from generator.render import contexts
from generator.render.views.quotations import source_line
from generator.render.views.renderer import Renderer

# What the editors say comes before what was found, and a few words before many.
_ORDER = (LinkKind.RULING, LinkKind.ORIGIN, LinkKind.TEXT)


def voice_groups(
    renderer: Renderer,
    here: str,
    ids: Iterable[str],
    stories: Callable[[str], tuple[contexts.Anchor, ...]] | None = None,
) -> tuple[contexts.VoiceGroup, ...]:
    """Sources by voice, those first that are one voice with others; otherwise in their order.

    Args:
        renderer: what pages are made with.
        here: the address of the page that lists them.
        ids: the sources.
        stories: gives the stories that a source is used in, where the list has them.
    """
    site = renderer.site
    groups: dict[str, list[str]] = {}
    for id in ids:
        groups.setdefault(site.voice_of[id], []).append(id)
    return tuple(
        contexts.VoiceGroup(
            sources=tuple(
                source_line(renderer, here, site.sources[id], stories(id) if stories else ())
                for id in members
            ),
            reasons=tuple(_reasons(renderer, members)) if len(members) > 1 else (),
        )
        for members in sorted(groups.values(), key=lambda members: len(members) == 1)
    )


def _reasons(renderer: Renderer, members: list[str]) -> Iterator[contexts.VoiceReason]:
    """Why sources are one voice: as many reasons as join them all, and no more."""
    links = sorted(_links(renderer, members), key=lambda link: _ORDER.index(link.kind))
    group_of = {id: {id} for id in members}
    told: dict[tuple[LinkKind, str], list[Link]] = {}
    for link in links:
        if group_of[link.a] is group_of[link.b]:
            continue
        joined = group_of[link.a] | group_of[link.b]
        group_of |= dict.fromkeys(joined, joined)
        # Each pair shares words of its own; an author or a ruling may join many.
        key = f"{link.a} {link.b}" if link.kind is LinkKind.TEXT else link.detail.casefold()
        told.setdefault((link.kind, key), []).append(link)
    for (kind, _), found in told.items():
        of = [id for id in members if any(id in (link.a, link.b) for link in found)]
        yield contexts.VoiceReason(
            kind=kind.value,
            names=_names(renderer, of if len(of) < len(members) else []),
            detail="" if kind is LinkKind.TEXT else found[0].detail,
            words=found[0].words,
        )
    if len(group_of[members[0]]) < len(members):
        yield contexts.VoiceReason("third", (), "", 0)


def _links(renderer: Renderer, members: list[str]) -> Iterator[Link]:
    """What joins sources, each link once."""
    for id in members:
        for link in renderer.site.relations[id].links:
            if link.joins and link.a == id and link.b in members and link.kind in _ORDER:
                yield link


def _names(renderer: Renderer, ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(renderer.site.sources[id].source.short for id in ids)
