"""history: what a story said in each version that was published.

A version is told by what is other than in the one before; here they are put together again, held
against their digests, and against what the story says now.
"""

from generator.resolve.history.changes import (
    Change,
    ChangeKind,
    changes,
    count_changes,
    earlier_forms,
)
from generator.resolve.history.record import check_history
from generator.resolve.history.state import said_by
from generator.resolve.history.versions import (
    BadVersionError,
    State,
    last_said,
    new_version,
    state_digest,
    versions_of,
)

__all__ = [
    "BadVersionError", "Change", "ChangeKind", "State", "changes", "check_history",
    "count_changes", "earlier_forms", "last_said", "new_version", "said_by", "state_digest",
    "versions_of",
]  # fmt: skip
