"""stamping: what was verified, as lists, and the time stamps of an authority over them (RFC 3161).

`lists` says what a list holds and which line stands for what; `tokens` checks a stamp against its
list and the certificates that a site pins, asking nobody; `asking` asks an authority for one.
"""

from generator.stamping.lists import (
    BadListError,
    list_name,
    list_text,
    lock_lines,
    quotation_line,
    read_list,
    source_line,
)

__all__ = [
    "BadListError",
    "list_name",
    "list_text",
    "lock_lines",
    "quotation_line",
    "read_list",
    "source_line",
]
