"""Reports that a story cites although they were published after it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.compiled import Compiled
from tests.support import BASE, codes

STORY = (BASE / "content/stories/bell/story.yml").read_text("utf-8")
STATUS_AND_DAY = "status: published\npublished: 2031-05-01\n"
CORRECTION = """\
corrections:
  - date: 2031-04-09
    was: The bell was stolen.
    now: The bell was gone.
    why: Nobody knows.
"""


@pytest.mark.parametrize(
    ("dates", "more", "is_reported"),
    [
        # The report is of 2031-04-05, and two statements cite it.
        ("status: published\npublished: 2031-04-04\n", "", True),
        ("status: published\npublished: 2031-03\n", "", True),
        ("status: published\npublished: 2031-04-05\n", "", False),
        ("status: published\npublished: 2031-04\n", "", False),
        ("status: published\npublished: 2031-04-01\nupdated: 2031-04-06\n", "", False),
        ("status: published\npublished: 2031-04-01\n", CORRECTION, False),
        ("status: draft\npublished: 2031-04-01\n", "", False),
    ],
)
def test_a_report_from_after_the_last_date_is_told_once(
    compile_files: Callable[..., Compiled], dates: str, more: str, is_reported: bool
) -> None:
    assert STATUS_AND_DAY in STORY
    text = STORY.replace(STATUS_AND_DAY, dates).rstrip("\n") + "\n" + more
    found = codes(compile_files({"content/stories/bell/story.yml": text}))
    assert found.count("later-source") == is_reported
