"""What lists of sources are made of."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from generator.render.contexts.parts import SourceLine


@dataclass(frozen=True, slots=True)
class VoiceGroup:
    """Reports that count as one voice, or one by itself.

    `reasons` say why several are one, a sentence each. Where one of them says who wrote the text
    of each, the `origin` of the reports is left empty.
    """

    sources: tuple[SourceLine, ...]
    reasons: tuple[Markup, ...]
