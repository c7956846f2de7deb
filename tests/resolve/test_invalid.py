"""A value that cannot stand where it does hides no other problem of its file."""

from __future__ import annotations

from generator.resolve import problems_of_invalid
from tests.support import document

STORY = """\
title: 7
status: never
key_points: |
  It was heavy. [@none]
  It was loud.
sections:
  - id: night
    body: |
      It was dark. [@one]
  - id: night
    body: >
      It was cold.
      It was wet. [@one]
operations:
  - id: search
events:
  - operation: serch
participations:
  - operation: search
    roles:
      - disputed: who
        text: It led. [@two]
"""


def test_prose_references_and_ids_of_an_invalid_story_are_looked_at() -> None:
    found = [(each.code, each.place.line) for each in problems_of_invalid(document(STORY), {"one"})]
    assert found == [
        ("duplicate-id", 10),
        ("unknown-reference", 17),
        ("uncited-statement", 5),
        ("unknown-citation", 4),
        ("folded-prose", 12),
        ("unknown-citation", 22),
    ]  # fmt: skip


def test_a_list_that_is_not_there_says_nothing_of_references() -> None:
    text = STORY.replace("operations:", "operation:").replace("[@none]", "[@one]")
    codes = [each.code for each in problems_of_invalid(document(text), None)]
    assert "unknown-reference" not in codes
    assert "unknown-citation" not in codes
