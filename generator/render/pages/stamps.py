"""The page of time stamps, and the files that they are checked with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from generator.index import Stamp
from generator.render import contexts
from generator.render.page import DataFile, Outline
from generator.render.views import Renderer
from generator.render.views.stamps import STAMPS_ADDRESS, authority_name, list_anchor


def time_stamps_page(renderer: Renderer) -> Outline | None:
    """The time stamps over what was verified, and how to check them; None if there are none."""
    if not renderer.site.stamp_files:
        return None
    text = renderer.wording.text
    description = text("Since when the comparisons with the sources are known to have existed.")
    context = partial(_time_stamps, renderer)
    return Outline(STAMPS_ADDRESS, STAMPS_ADDRESS, text("Time stamps"), description, context)


def stamp_files(renderer: Renderer) -> Iterable[DataFile]:
    """The lists, stamps, certificates and proofs, as they lie in the content."""
    origin = renderer.site.place.file
    for name, data in renderer.site.stamp_files.items():
        yield DataFile(f"{STAMPS_ADDRESS}/{name}", data, origin)


def _time_stamps(renderer: Renderer) -> contexts.TimeStampsPage:
    by_list: dict[str, list[Stamp]] = {}
    for stamp in renderer.site.time_stamps.values():
        by_list.setdefault(stamp.name, []).append(stamp)
    proofs = {each.removesuffix(".txt.ots") for each in renderer.site.stamp_files if ".ots" in each}
    for name in sorted(proofs):
        by_list.setdefault(name, [])
    return contexts.TimeStampsPage(tuple(_lists(renderer, by_list, proofs)))


def _lists(
    renderer: Renderer, by_list: dict[str, list[Stamp]], proofs: set[str]
) -> Iterator[contexts.StampedList]:
    wording = renderer.wording
    for name, stamps in by_list.items():
        yield contexts.StampedList(
            anchor=list_anchor(name),
            title=wording.date(stamps[0].day) if stamps else f"{name}.txt",
            file=_file(renderer, f"{name}.txt"),
            lines=wording.count(stamps[0].lines, "{n} line", "{n} lines") if stamps else "",
            stamps=tuple(_stamp(renderer, each) for each in stamps),
            proof=_file(renderer, f"{name}.txt.ots") if name in proofs else None,
        )


def _stamp(renderer: Renderer, stamp: Stamp) -> contexts.StampView:
    file, pem = f"{stamp.name}.{stamp.authority}.tsr", f"{stamp.authority}.pem"
    return contexts.StampView(
        authority=authority_name(renderer, stamp.authority),
        time=renderer.wording.text("{date}, {time} UTC").format(
            date=renderer.wording.date(stamp.day), time=stamp.time[11:19]
        ),
        file=_file(renderer, file),
        certificates=_file(renderer, pem),
        command=f"openssl ts -verify -data {stamp.name}.txt -in {file} -CAfile {pem}",
    )


def _file(renderer: Renderer, name: str) -> contexts.Anchor:
    return contexts.Anchor(renderer.links.to_file(STAMPS_ADDRESS, f"{STAMPS_ADDRESS}/{name}"), name)
