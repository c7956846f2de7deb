"""`make fuzz`: its targets take their own examples, and what goes wrong in one is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.targets import TARGETS, examples, words
from tests.support import sample
from tools import fuzz


@pytest.mark.sampled
@pytest.mark.parametrize("name", TARGETS)
def test_every_target_takes_its_examples(name: str) -> None:
    found = [*examples(name)]
    assert found
    for data in (b"", *sample(found, 14), *sample([*words()], 30)):
        TARGETS[name](data)


def test_the_fuzzer_has_every_target() -> None:
    assert tuple(TARGETS) == fuzz.TARGETS


def test_what_is_found_is_kept_and_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz, "FOLDER", tmp_path)
    monkeypatch.setattr(fuzz, "SLOW", 0.05)
    now = [0.0]
    monkeypatch.setattr("tools.fuzz.time.process_time", lambda: now[-1])
    (tmp_path / "findings").mkdir()

    def target(data: bytes) -> None:
        if data == b"slow":
            now.append(now[-1] + 0.1)
        if data.startswith(b"bad"):
            raise ValueError(data)

    watched = fuzz.watched("some", target)
    for data in (b"good", b"bad 1", b"bad 2", b"slow"):
        watched(data)
    assert (tmp_path / "some.json").read_text() == '{"tracebacks": 1, "hangs": 1}'
    kept = {path.read_bytes() for path in (tmp_path / "findings").iterdir() if not path.suffix}
    assert kept == {b"bad 1", b"slow"}
    (reason,) = [
        path for path in (tmp_path / "findings").glob("*.txt") if "Value" in path.read_text()
    ]
    assert "ValueError" in reason.read_text()
