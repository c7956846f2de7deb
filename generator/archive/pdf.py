"""PDF → text. The only module that knows pypdf.

What comes out is the text as it was drawn: words can be cut at line ends by hyphens, and columns,
running heads and page numbers can stand between words that belong together.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader, apply_configuration
from pypdf.errors import DependencyError

from generator.archive.copytext import CopyText, joined
from generator.archive.failure import Refused

MAX_PAGES = 2_000
MAX_CHARACTERS = 10_000_000

# What pypdf allows a stream is made for files with pictures in them.
_BOUNDS: dict[str, Any] = {
    "zlib_maximum_output_length": 20_000_000,
    "lzw_maximum_output_length": 20_000_000,
    "run_length_maximum_output_length": 20_000_000,
    "stream_parsing_work_maximum_count": 500_000,
    "xform_maximum_invocations_per_extraction": 1_000,
}
_ENCRYPTED = "is encrypted; save a copy without a password"

# What pypdf has to say of files that are slightly wrong is of no use to an editor.
logging.getLogger("pypdf").addHandler(logging.NullHandler())


def pdf_text(data: bytes) -> CopyText:
    """The text of all pages, one after the other.

    Raises:
        Refused: it is encrypted, broken, or has too many pages or too much text.
        MemoryError: it needs more memory than the process may have.
    """
    try:
        with apply_configuration(None, **_BOUNDS):
            return joined(map(CopyText, _pages(data)))
    except (Refused, MemoryError):
        raise
    except DependencyError as error:  # the ciphers that need another library
        raise Refused(_ENCRYPTED) from error
    except Exception as error:  # pypdf lets errors of every kind through when a file is broken
        raise Refused(f"cannot be read as a PDF ({type(error).__name__})") from error


def _pages(data: bytes) -> Iterator[str]:
    """The text of each page."""
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise Refused(_ENCRYPTED)
    if len(reader.pages) > MAX_PAGES:
        raise Refused(f"has more than {MAX_PAGES:,} pages")
    left = MAX_CHARACTERS
    for page in reader.pages:
        text = page.extract_text()
        left -= len(text)
        if left < 0:
            raise Refused(f"holds more than {MAX_CHARACTERS:,} characters of text")
        yield text
