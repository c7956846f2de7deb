"""The time that is written down."""

from __future__ import annotations

import os
from datetime import UTC, datetime


def now() -> datetime:
    """The time to write down: `SOURCE_DATE_EPOCH` if it is set, otherwise now (UTC)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)


def today() -> str:
    """The day of `now`, as `YYYY-MM-DD`."""
    return now().date().isoformat()
