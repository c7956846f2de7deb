"""True sentences of many languages beside the words that they cite: nothing is reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.verify.sites import found

ROWS = (Path(__file__).parent / "true_sentences.tsv").read_text("utf-8").splitlines()[1:]


@pytest.mark.parametrize("row", ROWS)
def test_a_true_sentence_is_left_alone(row: str) -> None:
    languages, exact, text = row.split("\t")
    language, site = languages.split()
    assert found(text, exact, language=language, site=site) == []
