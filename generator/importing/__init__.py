"""importing: what other programs wrote → new files of the content.

A reader turns a file's bytes into plain values; what it finds is bounded, and it runs in a process
with limits, since the file may be anybody's. From these values a `Plan` is made of new files, a
report and what is left to do; `write_plan` writes all of it or nothing. No file that is there is
written over.
"""

from __future__ import annotations
