"""Declarative shadow trees, put where a browser shows them."""

from __future__ import annotations

from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from generator.archive.failure import Refused
from generator.archive.html.cascade import Cascade, apply_styles

MAX_SHADOWS = 2_000
MAX_DEPTH = 50


@dataclass(frozen=True, slots=True)
class _Shadow:
    """A shadow tree, the template that it was written in, and the element that it hangs on."""

    tree: LexborNode
    template: LexborNode
    host: LexborNode


def attach_shadows(root: LexborNode, cascade: Cascade, names: frozenset[str] | None) -> None:
    """Move each shadow tree in front of its host's children, and these into its slots.

    What is not shown, children without a slot and what stands in a slot that is filled, goes into
    the template instead. Styles are applied before: those of a shadow tree hold in it alone.

    Raises:
        Refused: there are too many, or they are nested too deeply.
    """
    shadows = _shadows(root)
    for shadow in shadows:
        apply_styles(cascade, shadow.tree, names, shadow.host)
    for shadow in shadows:
        _attach(shadow)


def _shadows(root: LexborNode) -> list[_Shadow]:
    found: list[_Shadow] = []
    waiting = [(root, 0)]
    while waiting:
        tree, depth = waiting.pop()
        hosts: set[int] = set()
        for fragment in tree.template_fragments():
            template = fragment.parent
            host = template.parent if template is not None else None
            if template is None or host is None or host.mem_id in hosts:
                continue
            if (template.attributes.get("shadowrootmode") or "").lower() not in ("open", "closed"):
                continue
            hosts.add(host.mem_id)
            found.append(_Shadow(fragment, template, host))
            if len(found) > MAX_SHADOWS or depth > MAX_DEPTH:
                raise Refused(
                    f"has more than {MAX_SHADOWS:,} shadow trees, or {MAX_DEPTH} in each other"
                )
            waiting.append((fragment, depth + 1))
    return found


def _attach(shadow: _Shadow) -> None:
    template = shadow.template
    slots: dict[str, LexborNode] = {}
    for slot in shadow.tree.css("slot"):
        slots.setdefault(slot.attributes.get("name") or "", slot)
    filled: set[str] = set()
    for child in list(shadow.host.iter(include_text=True)):
        if child.mem_id == template.mem_id:
            continue
        name = child.attributes.get("slot") or "" if child.is_element_node else ""
        place = slots.get(name, template)
        if name in slots and name not in filled:
            filled.add(name)
            for other in list(place.iter(include_text=True)):
                template.insert_child(other, move=True)
        place.insert_child(child, move=True)
    for node in list(shadow.tree.iter(include_text=True)):
        template.insert_before(node, move=True)
