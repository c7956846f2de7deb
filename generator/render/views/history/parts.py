"""What a version says, as its own page shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup, escape

from generator.model.history import HEADING
from generator.prose import Cite, Emphasis, Inline, Mention, Text, read_recorded
from generator.render import contexts
from generator.render.html import note_anchor
from generator.render.views.history.words import heading_words, is_date
from generator.render.views.quotations import quotation_href
from generator.render.views.renderer import Renderer, quotation_lang
from generator.resolve import ResolvedStory
from generator.resolve.history import State

_TAGGED = {
    "cite": Markup("<cite>{}</cite>"),
    "code": Markup("<code>{}</code>"),
    "em": Markup("<em>{}</em>"),
    "i": Markup("<i>{}</i>"),
    "strong": Markup("<strong>{}</strong>"),
}


def version_parts(
    renderer: Renderer, story: ResolvedStory, says: State, numbers: dict[str, int]
) -> tuple[contexts.VersionPart, ...]:
    """What a version says, part by part, in the order of the page.

    Args:
        renderer: what pages are made with.
        story: the story.
        says: what the version says.
        numbers: the numbers of the quotations that it cites, in order; those found are added.
    """
    text = renderer.wording.text
    lang = story.story.language or ""
    groups = {"e": text("Timeline"), "d": text("Where the sources disagree")}
    groups |= dict.fromkeys(("o", "m"), text("Who took part"))
    parts: list[contexts.VersionPart] = []
    rows: list[tuple[str, Markup]] = []
    heading = (0, "", "", "")
    group = ""

    def close() -> None:
        if heading[0] or rows:
            parts.append(contexts.VersionPart(*heading, tuple(rows)))
            rows.clear()

    for key, written in [*says.items()][1:]:
        if not key.startswith(HEADING):
            if key.startswith("k.") and not heading[0]:
                close()
                heading = (2, "version-k", text("Key points"), "")
            rows.append((key, recorded_html(renderer, written, numbers)))
            continue
        if is_date(key):
            continue
        close()
        kind = key.split(".")[1]
        name = groups.get(kind, "")
        if name and name != group:
            parts.append(contexts.VersionPart(2, f"version-{kind}", name, "", ()))
        group = name or ("" if kind == "s" else group)
        words = heading_words(renderer, key, written)
        if date := says.get(f"{key}.date"):
            words = f"{heading_words(renderer, f'{key}.date', date)}: {words}"
        level = {"s": 2, "p": 4}.get(kind, 3)
        heading = (level, key, words, "" if kind == "p" else lang)
    close()
    return tuple(parts)


def recorded_html(renderer: Renderer, written: str, numbers: dict[str, int]) -> Markup:
    """A sentence of a version, with the numbers of what it cites.

    Links to other sites are told as text: nobody looks any more where they lead.
    """
    line = read_recorded(written)
    html = Markup("").join(_node(renderer, node, numbers) for node in line.nodes)
    labels = []
    if line.editor:
        labels.append(renderer.wording.text("editor’s words"))
    if line.derived:
        labels.append(renderer.wording.text("worked out: {how}").format(how=line.derived))
    for label in labels:
        html += Markup(' <small class="sx-editor">{}</small>').format(label)
    return html


def _node(renderer: Renderer, node: Inline, numbers: dict[str, int]) -> Markup:
    if isinstance(node, Text):
        return escape(node.text)
    if isinstance(node, Cite):
        marks = Markup(",").join(_mark(renderer, id, node, numbers) for id in node.quotations)
        return Markup('<sup class="sx-refs">{}</sup>').format(marks)
    children = getattr(node, "children", ())
    inner = Markup("").join(_node(renderer, each, numbers) for each in children)
    if isinstance(node, Mention):
        return _TAGGED["cite" if node.kind == "title" else "i"].format(inner)
    return _TAGGED[node.tag].format(inner) if isinstance(node, Emphasis) else inner


def _mark(renderer: Renderer, id: str, cite: Cite, numbers: dict[str, int]) -> Markup:
    number = numbers.setdefault(id, len(numbers) + 1)
    link = Markup('<a href="#{}">{}</a>').format(note_anchor(id), renderer.wording.number(number))
    if id not in cite.compared:
        return link
    return Markup("{} {}").format(renderer.wording.text("cf."), link)


def cited_then(
    renderer: Renderer, here: str, numbers: Iterable[str]
) -> Iterator[contexts.CitedThen]:
    """The quotations that a version cites, by their ids in the order of their numbers."""
    for id in numbers:
        entry = renderer.site.quotations.get(id)
        if entry is None:
            yield contexts.CitedThen(note_anchor(id), id, "", "", "", "")
            continue
        source = renderer.site.sources[entry.source].source
        yield contexts.CitedThen(
            anchor=note_anchor(id),
            id=id,
            href=quotation_href(renderer, here, entry),
            source=source.short,
            words=entry.quotation.exact,
            lang=quotation_lang(renderer, entry.quotation, source),
        )
