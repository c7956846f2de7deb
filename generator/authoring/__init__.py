"""authoring: writes into content files on an editor's behalf.

Editors write these files by hand, so nothing else in them changes, neither comments nor layout.
Each new text is parsed again before it is saved, and files are replaced atomically.
`passages` and `copies` find what is quoted, `insert` and `yaml_text` write it, `source` makes the
file of a new source.
"""

from __future__ import annotations
