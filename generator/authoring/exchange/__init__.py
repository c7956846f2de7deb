"""Translations for other people's programs: PO and XLIFF 2 files, written and read back.

One such file holds all texts that a story needs in a language. It names each by the file that its
original stands in and its key, and holds the words of the original, so that what was translated
from other words is recognised when it comes back.
"""

from generator.authoring.exchange.formats import ENDINGS, read_exchange, write_exchange
from generator.authoring.exchange.importing import Import, Left, Refusal, import_units
from generator.authoring.exchange.unit import BadExchangeError, Head, Returned, Unit
from generator.authoring.exchange.units import units_of

__all__ = [
    "ENDINGS", "BadExchangeError", "Head", "Import", "Left", "Refusal", "Returned", "Unit",
    "import_units", "read_exchange", "units_of", "write_exchange",
]  # fmt: skip
