"""What is read of CLDR leaves Babel's own tables as they are."""

from __future__ import annotations

import subprocess
import sys

import pytest

CODE = """
from generator.verify.figures import for_language
reader = for_language({tag!r})
reader.evidence("12.3", "2031").numbers, reader.evidence("12.3", "2031").dates
from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from datetime import date
for variant in {variants!r}:
    locale = Locale.parse(variant)
    assert format_decimal(1234.5, locale=locale)
    assert format_date(date(2031, 4, 3), "full", locale=locale)
"""


@pytest.mark.parametrize(
    ("tag", "variants"),
    [("en", ("en", "en_US", "en_GB")), ("de", ("de", "de_AT")), ("ar", ("ar", "ar_EG"))],
)
def test_locales_are_whole_afterwards(tag: str, variants: tuple[str, ...]) -> None:
    code = CODE.format(tag=tag, variants=variants)
    subprocess.run([sys.executable, "-c", code], check=True, timeout=300)
