"""The picture of a timeline: where its marks stand, and that all of them can be read."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render.strip import MOST_LANES, MOST_SPANS, Mark, Strip, strip_of
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


def made(*dates: str) -> Strip:
    found = strip_of(dates)
    assert found
    return found


def marks(found: Strip) -> list[Mark]:
    return [mark for span in found.spans for mark in span.marks]


@given(st.lists(DATES, min_size=2, max_size=40))
def test_every_event_is_marked_or_counted(dates: list[str]) -> None:
    found = strip_of(dates)
    if found is None:
        return
    assert len(found.spans) <= MOST_SPANS
    assert found.lanes <= MOST_LANES
    assert sum(len(span.events) for span in found.spans) == len(dates)
    assert len(marks(found)) + sum(span.more for span in found.spans) == len(dates)
    for span in found.spans:
        assert len(span.events) == len(span.marks) + span.more
    for mark in marks(found):
        assert -0.01 <= mark.x <= mark.x + mark.width <= 100.01
        assert 0 < found.y(mark) < found.axis


@given(st.lists(DATES, min_size=2, max_size=40))
def test_no_two_marks_overlap(dates: list[str]) -> None:
    found = strip_of(dates)
    for lane in range(MOST_LANES if found else 0):
        assert found
        reach = [
            (mark.x - (0 if mark.width else 2), mark.x + (mark.width or 2))
            for mark in marks(found)
            if mark.lane == lane
        ]
        for (_, end), (start, _) in zip(sorted(reach), sorted(reach)[1:], strict=False):
            assert end <= start + 1e-6


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
    assert [round(mark.x) for mark in marks(found)] == [0, 50, 100]


def test_how_exact_a_date_is_can_be_seen() -> None:
    found = made("2010", "2012~", "2014-05-06", "2015-01-01/2016-12-31", "2018/..", "2019")
    seen = [(bool(mark.width), mark.exact, mark.about) for mark in marks(found)]
    assert seen == [
        (True, False, False), (True, False, True), (False, True, False), (True, True, False),
        (True, True, True), (True, False, False),
    ]  # fmt: skip


def test_a_crowd_is_stacked_and_then_counted() -> None:
    found = made("2010", *[f"2018-04-{day}" for day in range(11, 23)])
    crowd = found.spans[8]
    assert [mark.lane for mark in crowd.marks] == list(range(MOST_LANES))
    assert crowd.more == 12 - MOST_LANES


def test_the_picture_leads_to_the_first_event_of_each_span(compiled_demo: Compiled) -> None:
    pages = {page.address: page for page in compiled_demo.rendered.pages}
    for address in ("stories/ostermill-bell", "stories/ostermill-bell/timeline"):
        html = "".join(getattr(block, "html", "") for block in pages[address].blocks)
        ids = {getattr(block, "id", "") for block in pages[address].blocks}
        assert 'aria-label="1650 – 1699: 2 events"' in html
        assert ">+7</text>" in html
        picture = html.partition('<div class="sx-strip"')[2].partition("</svg>")[0]
        hrefs = [part.partition('"')[0] for part in picture.split('href="#')[1:]]
        assert len(hrefs) == 3
        for id in hrefs:
            assert f'id="{id}"' in html or id in ids
