"""Files read within bounds, and files written atomically: the one door to the file system.

Nothing else in the package opens a file or lists a folder of a site; `tests/test_layers.py` holds
it to that.
"""

from generator.files.reading import (
    MAX_DEPTH,
    MAX_ENTRIES,
    Entry,
    ReadError,
    Refusal,
    list_folder,
    open_file,
    read_file,
    walk_files,
)
from generator.files.state import State, state_of
from generator.files.writing import write_whole

__all__ = [
    "MAX_DEPTH", "MAX_ENTRIES", "Entry", "ReadError", "Refusal", "State", "list_folder",
    "open_file", "read_file", "state_of", "walk_files", "write_whole",
]  # fmt: skip
