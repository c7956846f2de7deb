"""What is left to be stamped, and by whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from generator.stamping.lists import list_name, list_text


@dataclass(frozen=True, slots=True)
class Wanted:
    """A stamp that is wanted: of which authority, over which list, of so many lines."""

    authority: str
    data: bytes
    lines: int

    @property
    def list_file(self) -> str:
        """The name of the list's file."""
        return f"{list_name(self.data)}.txt"

    @property
    def file(self) -> str:
        """The name of the stamp's file."""
        return f"{list_name(self.data)}.{self.authority}.tsr"


def wanted_stamps(
    lines: Iterable[str], stamped: Mapping[str, Set[str]], authorities: Sequence[str]
) -> list[Wanted]:
    """The stamps that are wanted: by each authority over the lines that it has not stamped yet.

    A list holds those lines alone, so that all lists of a site together grow with its quotations.
    Authorities that have stamped the same so far are asked for a stamp over the same list.

    Args:
        lines: the lines of the lock.
        stamped: by authority, the lines that it has stamped already.
        authorities: the ids of those that are asked.
    """
    wanted = []
    for authority in authorities:
        new = [line for line in lines if line not in stamped.get(authority, frozenset())]
        if new:
            wanted.append(Wanted(authority, list_text(new), len(new)))
    return wanted
