"""The picture of a timeline: where its marks stand, and that all of them can be read."""

from __future__ import annotations

from collections.abc import Sequence, Set
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render.strip import (
    GAP,
    LANE,
    MOST_LANES,
    MOST_NAMED_LANES,
    MOST_SPANS,
    NARROW,
    WIDE,
    Mark,
    Strip,
    strip_of,
)  # fmt: skip
from tests.compiled import Compiled

DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
DATES = st.one_of(
    DAYS.map(date.isoformat),
    DAYS.map(lambda day: f"{day.isoformat()[:7]}~"),
    DAYS.map(lambda day: f"{day.isoformat()[:4]}?"),
    DAYS.map(lambda day: f"../{day.isoformat()}"),
    DAYS.map(lambda day: f"{day.isoformat()}/.."),
    st.tuples(DAYS, DAYS).map(lambda two: "/".join(sorted(day.isoformat() for day in two))),
)


def made(*dates: str, names: Sequence[float] = (), important: Set[int] = frozenset()) -> Strip:
    found = strip_of(dates, names, important)
    assert found
    return found


def reaches(mark: Mark, picture: int, name: float) -> tuple[float, float]:
    """From where to where a mark and its name reach in a picture so wide, in pixels."""
    left, right = mark.x * picture / 100, (mark.x + mark.width) * picture / 100
    more = max(LANE - (right - left), 0) / 2
    far = GAP + name if name else 0
    before, after = (far, 0) if mark.side == "before" else (0, far)
    return min(left - more, left - before), max(right + more, right + after)


@given(st.lists(DATES, min_size=2, max_size=40))
def test_every_event_is_marked_or_counted(dates: list[str]) -> None:
    found = strip_of(dates)
    if found is None:
        return
    assert len(found.spans) <= MOST_SPANS
    unmarked = [event for span in found.spans for event in span.unmarked]
    assert sorted([*unmarked, *(mark.event for mark in found.marks)]) == list(range(len(dates)))
    for mark in found.marks:
        assert mark.lane < MOST_LANES
        assert (mark.lane + 1) * LANE < found.axis
        assert -0.01 <= mark.x <= mark.x + mark.width <= 100.01


@given(
    st.lists(st.tuples(DATES, st.integers(10, 400)), min_size=2, max_size=40),
    st.sets(st.integers(0, 40)),
)
def test_no_two_marks_or_names_meet(events: list[tuple[str, int]], important: set[int]) -> None:
    dates, names = zip(*events, strict=True)
    found = strip_of(dates, names, important)
    for lane in range(MOST_NAMED_LANES if found else 0):
        assert found
        here = [mark for mark in found.marks if mark.lane == lane]
        wide = [reaches(mark, WIDE, names[mark.event] if mark.side else 0) for mark in here]
        narrow = [reaches(mark, NARROW, mark.room) for mark in here]
        for reach in (sorted(wide), sorted(narrow)):
            for (_, end), (start, _) in pairwise(reach):
                assert end <= start + 1e-6


@given(st.lists(st.tuples(DATES, st.integers(10, 400)), min_size=2, max_size=40))
def test_no_name_reaches_over_the_edge(events: list[tuple[str, int]]) -> None:
    dates, names = zip(*events, strict=True)
    found = strip_of(dates, names)
    for mark in found.marks if found else ():
        for picture, name in ((WIDE, names[mark.event] if mark.side else 0), (NARROW, mark.room)):
            left, right = reaches(mark, picture, name)
            assert left >= -LANE / 2 - 0.1
            assert right <= picture + LANE / 2 + 0.1


def test_no_name_costs_an_event_its_mark() -> None:
    crowd = [f"2018-{month:02}-{day:02}" for month in (3, 4) for day in range(1, 29)]
    named = made("2010", *crowd, names=[200.0] * 57, important={0, 3})
    alone = made("2010", *crowd)
    assert [mark.event for mark in named.marks] == [mark.event for mark in alone.marks]
    assert not any(mark.side for mark in named.marks)


def test_names_that_have_no_room_leave_it_to_the_important_ones() -> None:
    crowd = [f"20{year:02}-05-0{day}" for year in range(10, 20) for day in range(1, 4)]
    late = {27, 28, 29}
    found = made(*crowd, names=[250.0] * 30, important=late)
    assert {mark.event for mark in found.marks if mark.side} == late
    first = made(*crowd, names=[250.0] * 30)
    assert not late <= {mark.event for mark in first.marks if mark.side}
    assert len(found.marks) == 30


@pytest.mark.parametrize(
    ("dates", "unit", "step", "spans"),
    [
        (("2018-04-25", "2018-04-27"), "day", 1, 3),
        (("2018-04-01", "2018-04-30"), "day", 7, 5),
        (("2018-01", "2018-11"), "month", 1, 11),
        (("2010", "2019-11-25"), "year", 1, 10),
        (("1650", "2031-05-03"), "year", 50, 8),
        (("0001", "9999"), "year", 1000, 10),
    ],
)
def test_the_scale_fits_the_events(
    dates: tuple[str, str], unit: str, step: int, spans: int
) -> None:
    found = made(*dates)
    assert (found.unit, found.step, len(found.spans)) == (unit, step, spans)


@pytest.mark.parametrize("dates", [(), ("2018",), ("2018-04-25", "2018-04-25")])
def test_too_little_is_not_drawn(dates: tuple[str, ...]) -> None:
    assert strip_of(dates) is None


def test_dates_are_to_scale() -> None:
    found = made("2010-01-01", "2015-01-01", "2019-12-31")
    assert [round(mark.x) for mark in found.marks] == [0, 50, 100]


def test_how_exact_a_date_is_can_be_seen() -> None:
    found = made("2010", "2012~", "2014-05-06", "2015-01-01/2016-12-31", "2018/..", "2019")
    seen = [(bool(mark.width), mark.exact, mark.about) for mark in found.marks]
    assert seen == [
        (True, False, False), (True, False, True), (False, True, False), (True, True, False),
        (True, True, True), (True, False, False),
    ]  # fmt: skip


def test_a_crowd_is_stacked_and_then_counted() -> None:
    found = made("2010", *[f"2018-04-{day}" for day in range(11, 23)])
    crowd = [mark.lane for mark in found.marks if mark.event]
    assert crowd == list(range(MOST_LANES))
    assert found.spans[8].unmarked == tuple(range(MOST_LANES + 1, 13))


def test_the_picture_names_its_events_and_leads_to_them(compiled_demo: Compiled) -> None:
    pages = {page.address: page for page in compiled_demo.rendered.pages}
    for address in ("stories/ostermill-bell", "stories/ostermill-bell/timeline"):
        html = "".join(getattr(block, "html", "") for block in pages[address].blocks)
        ids = {getattr(block, "id", "") for block in pages[address].blocks}
        picture = html.partition('<div class="sx-strip"')[2].partition("</svg>")[0]
        links = picture.split('<a href="#')[1:]
        for link in links:
            id = link.partition('"')[0]
            assert f'id="{id}"' in html or id in ids
            assert "<title>" in link
