"""Sources by the voices that they are, as a list shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from generator.render import contexts
from generator.render.views.quotations import source_line
from generator.render.views.renderer import Renderer
from generator.render.voices import voice_groups


def sources_by_voice(
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

    def line(id: str, told: str) -> contexts.SourceLine:
        entry = site.sources[id]
        shown = source_line(renderer, here, entry, stories(id) if stories else ())
        return replace(shown, origin="") if told else shown

    return tuple(
        contexts.VoiceGroup(tuple(line(id, group.origin) for id in group.sources), group.reasons)
        for group in voice_groups(site, renderer.wording, ids)
    )
