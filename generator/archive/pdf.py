"""PDF → text. The only module that knows pypdf.

What comes out is the text as it was drawn: words can be cut at line ends by hyphens, and columns,
running heads and page numbers can stand between words that belong together.
"""

from __future__ import annotations

import io
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pypdf import PdfReader, apply_configuration
from pypdf.errors import DependencyError

from generator.archive.failure import Refused

MAX_PAGES = 2_000
MAX_CHARACTERS = 10_000_000
MAX_MEMORY = 250_000_000
# A report of a thousand pages takes as long; one that draws the same again and again takes days.
MAX_SECONDS = 20

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


def pdf_text(data: bytes) -> str:
    """The text of all pages, one after the other.

    Raises:
        Refused: it is encrypted, broken, or has too many pages or too much text.
    """
    try:
        with _little_memory(), apply_configuration(None, **_BOUNDS):
            return "\n".join(_pages(data))
    except Refused:
        raise
    except MemoryError as error:
        raise Refused(f"needs more than {MAX_MEMORY:,} bytes of memory to be read") from error
    except DependencyError as error:  # the ciphers that need another library
        raise Refused(_ENCRYPTED) from error
    except Exception as error:  # pypdf lets errors of every kind through when a file is broken
        raise Refused(f"cannot be read as a PDF ({type(error).__name__})") from error


@contextmanager
def _little_memory() -> Iterator[None]:
    """Let the process have only so much more memory, where the system can be told so.

    There are many ways for a small PDF to become large, and pypdf bounds only some of them.
    """
    try:
        import resource  # noqa: PLC0415 - Windows has none

        pages = int(Path("/proc/self/statm").read_text("ascii").split()[5])
        soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    except (ImportError, OSError):
        yield
        return
    most = pages * resource.getpagesize() + MAX_MEMORY
    limits = [each for each in (most, soft, hard) if each != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_DATA, (min(limits), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def _pages(data: bytes) -> Iterator[str]:
    """The text of each page."""
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise Refused(_ENCRYPTED)
    if len(reader.pages) > MAX_PAGES:
        raise Refused(f"has more than {MAX_PAGES:,} pages")
    left = MAX_CHARACTERS
    end = time.process_time() + MAX_SECONDS

    def check_time(*_: object) -> None:
        if time.process_time() > end:
            raise Refused(f"takes more than {MAX_SECONDS} seconds to read")

    for page in reader.pages:
        check_time()
        text = page.extract_text(visitor_operand_before=check_time)
        left -= len(text)
        if left < 0:
            raise Refused(f"holds more than {MAX_CHARACTERS:,} characters of text")
        yield text
