"""Fields of a quotation replaced: nothing else of the file changes."""

from __future__ import annotations

import pytest

from generator.authoring.insert import InsertError
from generator.authoring.replace import replace_fields
from generator.authoring.yaml_text import UnwritableError

FILE = """\
# A source.
title: A bell   # of Ostermill
quotations:

  # The first one.
  - id: one      # cited twice
    exact: "The bell, it rang"  # as printed
    translation: >-   # ours
      Die Glocke
      läutete

      # no comment

    prefix: before
    # Between.
    note:   # to be written
  -   exact: 'Nobody
          was hurt'   # by the clerk
      id: two

# The end.
kind: other
"""


@pytest.mark.parametrize(
    ("id", "fields", "changes"),
    [
        (
            "one",
            {"exact": "It rang: loudly"},
            [('"The bell, it rang"', '"It rang: loudly"')],
        ),
        ("one", {"prefix": ""}, [("    prefix: before\n", "")]),
        (
            "one",
            {"exact": "a", "prefix": "", "suffix": "b", "note": "c"},
            [
                ('"The bell, it rang"', "a"),
                ("    prefix: before\n", ""),
                (" # no comment\n", " # no comment\n    suffix: b\n"),
                ("note:   # to", "note: c   # to"),
            ],
        ),
        (
            "one",
            {"translation": "Es läutete"},
            [
                (
                    ">-   # ours\n      Die Glocke\n      läutete\n\n      # no comment\n",
                    "Es läutete   # ours\n",
                )
            ],
        ),
        ("one", {"speaker": "Ann"}, [("as printed\n", "as printed\n    speaker: Ann\n")]),
        ("two", {"exact": "A b"}, [("'Nobody\n          was hurt'", "A b")]),
        ("two", {"note": "It is"}, [("clerk\n", "clerk\n      note: It is\n")]),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_only_the_fields_change(
    id: str, fields: dict[str, str], changes: list[tuple[str, str]], end: str, mark: str
) -> None:
    wanted = FILE
    for was, now in changes:
        assert wanted.count(was) == 1
        wanted = wanted.replace(was, now)
    before, after = ((mark + text.replace("\n", end)).encode() for text in (FILE, wanted))
    assert replace_fields(before, id, fields) == after


@pytest.mark.parametrize(
    ("text", "fields", "why"),
    [
        ("quotations:\n  - {id: one, exact: a}\n", {"exact": "b"}, "written in brackets"),
        ("quotations:\n  - id: two\n    exact: a\n", {"exact": "b"}, "no quotation 'one'"),
        ("quotations:\n  - prefix: a\n    id: one\n", {"prefix": ""}, "stands first in 'one'"),
        ("quotations:\n  - id: one\n    note: [a]\n", {"note": "b"}, "'note' of 'one' is no text"),
        ("quotations: [\n", {"note": "b"}, "the file cannot be read"),
    ],
)
def test_what_cannot_be_changed_is_left(text: str, fields: dict[str, str], why: str) -> None:
    with pytest.raises(InsertError, match=why):
        replace_fields(text.encode(), "one", fields)


def test_what_cannot_be_written_is_named() -> None:
    with pytest.raises(UnwritableError, match=r"'note' cannot be written: it has the character U"):
        replace_fields(FILE.encode(), "one", {"note": "a\x07"})
