"""The footnotes of a page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from markupsafe import Markup, escape

from generator.render import contexts
from generator.render.html import isolated, note_anchor
from generator.render.links import text_fragment
from generator.render.views.quotations import quotation_views
from generator.render.views.renderer import Renderer
from generator.resolve import Footnote

_YEAR = re.compile(r"\s*[,،、(]?\s*(\d{4})\)?$")


def notes(
    renderer: Renderer, here: str, footnotes: Iterable[Footnote], read: str = ""
) -> contexts.NotesView | None:
    """The footnotes of the page `here`; None if it has none.

    Args:
        renderer: what all pages are made with.
        here: the page's address.
        footnotes: in the order of their numbers.
        read: what is said of the second reading of most of its statements.
    """
    footnotes = tuple(footnotes)
    if not footnotes:
        return None
    quotations = quotation_views(renderer, here, (note.quotation for note in footnotes))
    sources = {each.source.id: each.source for each in quotations}
    badges = badge_names({id: source.short for id, source in sources.items()})
    views = tuple(
        _note(renderer, note, quotation, badges[quotation.source.id])
        for note, quotation in zip(footnotes, quotations, strict=True)
    )
    dates = Counter(each.verified for each in quotations if each.verified)
    # Of several that are as frequent, the first in the text.
    verified = dates.most_common(1)[0][0] if dates else ""
    named = tuple((badges[id], source) for id, source in sources.items())
    return contexts.NotesView(views, named, verified, read)


def badge_names(names: Mapping[str, str]) -> dict[str, str]:
    """The shortest names that tell sources apart, by id: `AP` for `AP, 2018`.

    The year stays where two of them would else be the same.
    """
    short = {id: _YEAR.sub("", name) or name for id, name in names.items()}
    counts = Counter(short.values())
    return {
        id: name if counts[name] == 1 else _YEAR.sub(r" \1", names[id])
        for id, name in short.items()
    }


def _note(
    renderer: Renderer, note: Footnote, quotation: contexts.QuotationView, badge: str
) -> contexts.NoteView:
    text, site = renderer.wording.text, renderer.site
    exact = site.quotations[note.quotation].quotation
    # What the words alone lead to need not be written out: the script makes the address of them.
    plain = "[" not in quotation.exact and not exact.prefix and not exact.suffix
    follows = plain and quotation.live == text_fragment(quotation.source.url, exact)
    same = site.same_statement[note.quotation]
    name = isolated(badge, renderer.wording.locale.text_direction)
    return contexts.NoteView(
        number=note.number,
        name=Markup(escape(text("{source}, note {number}"))).format(  # noqa: S704 - escaped
            source=name, number=renderer.wording.number(note.number)
        ),
        anchor=note_anchor(note.quotation),
        quotation=quotation,
        live="" if follows else quotation.live,
        utterance=min((note.quotation, *same)) if same else "",
        back=f"#{note.cited_by[0]}",
    )
