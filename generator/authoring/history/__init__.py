"""history: the version that a story's history goes on with, found and written.

A version is added at the end of the file, and nothing before it is touched: neither the versions
that are there, nor what somebody has noted between them.
"""

from generator.authoring.history.earlier import publish_earlier
from generator.authoring.history.next import NextVersion, next_version, publish_version
from generator.authoring.history.reading import HistoryError
from generator.authoring.history.text import with_version

__all__ = [
    "HistoryError", "NextVersion", "next_version", "publish_earlier", "publish_version",
    "with_version",
]  # fmt: skip
