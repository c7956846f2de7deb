"""edit: what the commands write into the content for an editor.

Text is put into files that editors write by hand, so nothing else in them changes: no comment, no
layout. Whatever is written is read back before it counts, and takes the place of a file at once.
`passages` and `copies` find what is quoted, `insert` and `yaml_text` write it, `source` makes the
file of a new source.
"""

from __future__ import annotations
