"""Files of translations kept in step with their originals, whatever they look like."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.authoring.insert import InsertError
from generator.authoring.translating import (
    NotStaleError,
    Update,
    bring_up_to_date,
    new_translation,
)
from generator.authoring.yaml_text import UnwritableError, scalar
from generator.diagnostics import Place
from generator.load import document_from
from generator.model import Translation
from generator.prose import Text
from generator.resolve import Statement
from generator.resolve.translations import Original, bind, recorded
from generator.validate import validate_document

PATH = "content/stories/bell/story.fr.yml"
A, B, C = (
    Original("s.1", "A bell left its belfry."),
    Original("s.2", "It was heavy: 900 kilograms."),
    Original("section.the-night", "The night"),
)
FILE = f"""# Kept by Ada.
texts:
  # The first one.
  s.1:
    # Mind the tense.
    original: {A.text}
    text: |
      Une cloche a quitté
      son beffroi. # not a comment

  s.2:
    text: 'Elle était lourde : 900 kilogrammes.' # checked
    original: "It was heavy: 900 kilograms."
  section.the-night: # a title
    original: The night
    text: La nuit
# The end.
"""


def read(data: bytes) -> Translation:
    document, problems = document_from(data, PATH, "")
    assert document is not None, problems
    model, wrong = validate_document(document, Translation)
    assert model is not None
    assert (problems, wrong) == ([], [])
    return model


def updated(text: str | bytes, originals: Sequence[Original], done: Sequence[str] = ()) -> Update:
    data = text if isinstance(text, bytes) else text.encode()
    update = bring_up_to_date(data, PATH, originals, done)
    again = bring_up_to_date(update.text, PATH, originals)
    assert (again.text, again.is_changed) == (update.text, False)
    assert update.is_changed == (update.text != data)
    return update


def reworded(original: Original, text: str) -> Original:
    return Original(original.key, text, original.statement)


def test_a_new_file_has_each_text_with_its_original() -> None:
    update = updated(new_translation(PATH, "story.yml"), [A, B, C])
    texts = read(update.text).texts
    assert {key: each.original for key, each in texts.items()} == {
        each.key: each.text for each in (A, B, C)
    }
    assert not any(each.text for each in texts.values())
    assert (update.new, update.missing, update.stale) == ((A, B, C), 3, ())
    assert update.text.startswith(b"# yaml-language-server: $schema=../../../.explainer/schema/")


def test_what_is_in_step_is_not_touched() -> None:
    assert updated(FILE, [A, B, C]).text.decode() == FILE


def test_what_is_new_is_put_in_where_it_belongs() -> None:
    new = Original("s.3", "Nobody saw it.")
    text = updated(FILE, [A, new, B, C]).text.decode()
    before, _, after = FILE.partition("  s.2:")
    assert text == f"{before}  s.3:\n    original: Nobody saw it.\n  s.2:{after}"


def test_what_has_changed_stands_beside_what_was_translated() -> None:
    now = reworded(A, "A bell left its tower.")
    update = updated(FILE, [now, B, C])
    assert [each.key for each in update.stale] == ["s.1"]
    entry = read(update.text).texts["s.1"]
    assert (entry.original, entry.now) == (A.text, now.text)
    assert entry.text == read(FILE.encode()).texts["s.1"].text
    assert b"# Mind the tense." in update.text
    assert b"# The first one." in update.text
    # And back: what it was made from holds again.
    back = updated(update.text, [A, B, C])
    assert not back.stale
    assert read(back.text).texts["s.1"].now is None


def test_what_is_done_is_no_longer_stale() -> None:
    now = reworded(A, "A bell left its tower.")
    stale = updated(FILE, [now, B, C])
    done = updated(stale.text, [now, B, C], ["s.1"])
    assert [each.key for each in done.done] == ["s.1"]
    entry = read(done.text).texts["s.1"]
    assert (entry.original, entry.now) == (now.text, None)
    with pytest.raises(NotStaleError, match=r"'s\.1'"):
        updated(done.text, [now, B, C], ["s.1"])


def test_by_hand_it_is_done_by_taking_a_line_out() -> None:
    now = reworded(C, "That night")
    stale = updated(FILE, [A, B, now]).text.decode()
    done = updated(stale.replace("    original: The night\n", ""), [A, B, now])
    assert not done.stale
    assert read(done.text).texts[C.key].original == "That night"


def test_what_is_left_over_stays() -> None:
    update = updated(FILE, [A, C])
    assert update.left_over == ("s.2",)
    assert update.text.decode() == FILE


def test_an_empty_text_whose_original_is_gone_is_taken_out() -> None:
    new = Original("s.9", "New.")
    assert updated(updated(FILE, [A, new, B, C]).text, [A, B, C]).text.decode() == FILE
    none = updated(new_translation(PATH, "story.yml"), [A])
    assert updated(none.text, []).text == new_translation(PATH, "story.yml")


def test_windows_lines_stay() -> None:
    text = FILE.replace("\n", "\r\n")
    update = updated(text, [reworded(A, "A bell left."), B, Original("s.9", "New."), C])
    assert update.text.count(b"\n") == update.text.count(b"\r\n")
    assert read(update.text).texts["s.1"].now == "A bell left."


def test_a_file_without_a_last_line_end_is_added_to() -> None:
    update = updated(FILE.removesuffix("# The end.\n").rstrip(), [A, B, C, Original("s.9", "New.")])
    assert read(update.text).texts["section.the-night"].text == "La nuit"
    assert "s.9" in read(update.text).texts


@pytest.mark.parametrize(
    "text",
    [
        "texts: {s.1: {original: A bell., text: Une cloche.}}\n",
        "texts:\n    s.1:\n        original: A bell.\n        text: Une cloche.\n",
        "texts:\n  s.1: {original: A bell., text: Une cloche.}\n",
    ],
)
def test_what_it_cannot_change_it_leaves(text: str) -> None:
    with pytest.raises(InsertError, match="by hand"):
        bring_up_to_date(text.encode(), PATH, [A, B])


@pytest.mark.parametrize("text", ["texts: [\n", "", "texts:\n  s.1: {text: }\n", "a: b\n"])
def test_a_file_with_mistakes_is_not_touched(text: str) -> None:
    with pytest.raises(InsertError, match="cannot be read"):
        bring_up_to_date(text.encode(), PATH, [A, B])


def test_an_original_that_no_file_can_hold_is_told() -> None:
    with pytest.raises(UnwritableError):
        bring_up_to_date(FILE.encode(), PATH, [A, B, C, Original("s.9", "a\x00b")])


WORDS = st.sampled_from(
    ["bell", "tower", "night", "It’s: heavy", "# no", "- dash", "'quoted'", "“so”", "yes", "null",
     "900", "1.5", "{a}", "[b]", "&c", "*d*", "!e", "%f", "@g", "`h`", "a\\b", "عربي", "é", "| i"]
)  # fmt: skip
TEXTS = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)
KEYS = st.sampled_from(
    [
        "s.1",
        "s.2",
        "k.1",
        "t.1",
        "t.2",
        "title",
        "name.Oslo: a #1",
        "name.yes",
        "section.a",
        "name.'",
    ]
)


@st.composite
def originals(draw: st.DrawFn) -> list[Original]:
    found = []
    for key in draw(st.lists(KEYS, unique=True, max_size=8)):
        text = draw(TEXTS)
        of = Statement(key, (Text(text),), (), False, "", Place("a", 1))
        found.append(Original(key, text, of if key[:2] in ("s.", "k.", "t.") else None))
    return found


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(originals(), st.lists(TEXTS)), min_size=1, max_size=5), st.booleans())
def test_no_translation_is_lost_whatever_becomes_of_the_original(
    steps: list[tuple[list[Original], list[str]]], windows: bool
) -> None:
    data = new_translation(PATH, "story.yml")
    data = data.replace(b"\n", b"\r\n") if windows else data
    for now, texts in steps:
        given = sorted(each.text for each in read(data).texts.values() if each.text)
        binding = bind(read(data), now)
        update = updated(data, now)
        after = read(update.text).texts
        assert sorted(each.text for each in after.values() if each.text) == given
        assert {each.key for each in now} <= after.keys()
        assert {each.original.key: each.entry.text for each in binding.bound} == {
            each.original.key: each.entry.text for each in bind(read(update.text), now).bound
        }
        # Somebody translates some of what is missing.
        lines = update.text.decode().split("\n")
        end = "\r" if windows else ""
        for text in texts:
            at = next((n for n, line in enumerate(lines) if is_open(lines, n)), None)
            if at is not None:
                lines.insert(at + 1, f"    text: {scalar(text)}{end}")
        data = "\n".join(lines).encode()


def is_open(lines: list[str], at: int) -> bool:
    """Whether a line is the last of a text that has no translation."""
    after = lines[at + 1] if at + 1 < len(lines) else ""
    is_last = not after.startswith("    ")
    return (
        is_last
        and lines[at].startswith(("    original:", "    now:"))
        and not any(line.startswith("    text:") for line in block(lines, at))
    )


def block(lines: list[str], at: int) -> list[str]:
    start = at
    while lines[start].startswith("    "):
        start -= 1
    return lines[start : at + 1]


def test_the_words_of_a_quotation_are_kept_as_a_digest() -> None:
    """They stand in the source's file and nowhere else."""
    words, others = Original("post.words", "a bell of iron"), Original("post.words", "of bronze")
    path = "content/sources/post.fr.yml"
    made = bring_up_to_date(new_translation(path, "post.yml"), path, [words]).text
    assert b"iron" not in made
    digest = recorded(words.key, words.text)
    assert f"original: {digest}\n".encode() in made
    filled = made + b"    text: une cloche de fer\n"
    assert not bring_up_to_date(filled, path, [words]).stale
    stale = bring_up_to_date(filled, path, [others])
    assert [(each.key, each.was) for each in stale.stale] == [("post.words", "")]
    assert (
        f"original: {digest}\n    now: {recorded(others.key, others.text)}\n".encode() in stale.text
    )
    # With the line taken out it is up to date; one that has the words is as good.
    assert not bring_up_to_date(
        stale.text.replace(f"    original: {digest}\n".encode(), b""), path, [others]
    ).stale
    written = filled.replace(digest.encode(), words.text.encode())
    assert bring_up_to_date(written, path, [words]).text == filled
