"""What a number counts: the word behind it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from generator.verify.figures.claims import Number
from generator.verify.figures.neighbours import Figure

# A short word such as "of" or "der" may stand between.
_SHORT = "of|the|der|die|das|des|den|de|du|di|da|del|la|le|von|van"
_UNIT = re.compile(rf"[\s\u00a0-](?:(?:{_SHORT})[\s\u00a0])?([^\W\d_]{{4,}})")
# Of "19 of the 40 boats" both numbers count boats.
_TO_NEXT = 9


def unit_behind(text: str, end: int) -> str:
    """The word behind a number, in small letters, or "".

    Args:
        text: the text.
        end: where the number ends.
    """
    found = _UNIT.match(text, end)
    return found[1].lower() if found else ""


def with_one_currency(text: str, figures: list[Figure]) -> list[Figure]:
    """The figures; those that count nothing are sums too where a text has one currency.

    Of "it owes 9 million euros; last year it was 3 million" both numbers are of euros.
    """
    found = {number.currencies for figure in figures for number in figure.readings}
    found.discard(frozenset())
    if len(found) != 1:
        return figures
    (currency,) = found
    return [
        figure
        if figure.is_time or figure.ordinal or unit_behind(text, figure.end)
        else figure._replace(
            readings=tuple(
                number if number.share else number._replace(currencies=currency)
                for number in figure.readings
            )
        )
        for figure in figures
    ]


def units_of(
    text: str, numbers: Iterable[tuple[int, int, tuple[Number, ...]]]
) -> Mapping[str, frozenset[Number]]:
    """By the word behind a number, the numbers that it stands behind.

    Numbers with no such word stand under "", and so do those close before another number.

    Args:
        text: the text.
        numbers: where each number begins and ends, and its readings, in order.
    """
    units: dict[str, set[Number]] = defaultdict(set)
    later = len(text) + _TO_NEXT + 1
    for start, end, readings in sorted(numbers, reverse=True):
        unit = unit_behind(text, end) if later - end > _TO_NEXT else ""
        units[unit].update(readings)
        later = start
    return {unit: frozenset(found) for unit, found in units.items()}
