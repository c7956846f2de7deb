"""What lists of sources are made of."""

from __future__ import annotations

from dataclasses import dataclass

from generator.render.contexts.parts import SourceLine


@dataclass(frozen=True, slots=True)
class VoiceReason:
    """Why reports are one voice.

    `kind` is `ruling`, `origin` or `text`, or `third` where a report that is not listed joins them.
    `detail` is the editors' reason or who wrote the text, `words` counts those that are shared.
    `names` are the reports that it holds for; none if it holds for all of the voice.
    """

    kind: str
    names: tuple[str, ...]
    detail: str
    words: int


@dataclass(frozen=True, slots=True)
class VoiceGroup:
    """The reports that count as one voice, and why; `reasons` is empty where there is only one."""

    sources: tuple[SourceLine, ...]
    reasons: tuple[VoiceReason, ...]
