"""Files read within bounds, and files written atomically: the one door to the file system.

Nothing else in the package opens a file or lists a folder of a site; `tests/test_layers.py` holds
it to that.
"""

from generator.files.changes import FileChangedError, write_changes
from generator.files.locking import BusyError, file_lock
from generator.files.reading import (
    MAX_DEPTH,
    MAX_ENTRIES,
    Entry,
    ReadError,
    Refusal,
    list_folder,
    open_file,
    read_file,
    read_part,
    walk_files,
)
from generator.files.state import State, importable, state_of
from generator.files.writing import atomic_write

__all__ = [
    "MAX_DEPTH",
    "MAX_ENTRIES",
    "BusyError",
    "Entry",
    "FileChangedError",
    "ReadError",
    "Refusal",
    "State",
    "atomic_write",
    "file_lock",
    "importable",
    "list_folder",
    "open_file",
    "read_file",
    "read_part",
    "state_of",
    "walk_files",
    "write_changes",
]  # fmt: skip
