"""What reads each kind of copy."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.archive.copytext import CopyText
from generator.archive.failure import Refused
from generator.archive.html import html_text
from generator.archive.mail import mail_text
from generator.archive.mhtml import mhtml_text
from generator.archive.office import docx_text, odt_text
from generator.archive.pdf import pdf_text
from generator.archive.plain import plain_text
from generator.archive.transcript import srt_text, vtt_text
from generator.archive.warc import page, rendered_record, unzip

MAX_PDF_BYTES = 30_000_000


def _plain(data: bytes) -> CopyText:
    return CopyText(plain_text(data))


def _pdf(data: bytes) -> CopyText:
    if len(data) > MAX_PDF_BYTES:
        raise Refused(f"is larger than {MAX_PDF_BYTES:,} bytes, which is too much for a PDF")
    return pdf_text(data)


_READERS: Mapping[str, Callable[[bytes], CopyText]] = {
    ".txt": _plain,
    ".html": html_text,
    ".htm": html_text,
    ".pdf": _pdf,
    ".vtt": vtt_text,
    ".srt": srt_text,
    ".docx": docx_text,
    ".odt": odt_text,
    ".eml": mail_text,
}


def kind_text(kind: str, data: bytes, url: str | None, accessed: str) -> CopyText:
    """The text of a copy.

    Args:
        kind: the ending of its name.
        data: its bytes.
        url: the source's address: which page of a web archive is meant.
        accessed: when the source was seen (EDTF): which of several captures is meant.

    Raises:
        Refused: it cannot be read.
    """
    if kind == ".warc":
        return _archived([data], url, accessed)
    if kind == ".wacz":
        return _archived(unzip(data), url, accessed)
    if kind in (".mhtml", ".mht"):
        return mhtml_text(data, url)
    return _READERS[kind](data)


def _archived(files: list[bytes], url: str | None, accessed: str) -> CopyText:
    found = page(files, url, accessed)
    if found.kind == ".html":
        read = html_text(found.data, found.charset)
    elif found.kind == ".mhtml":
        read = mhtml_text(found.data, url)
    else:
        read = _READERS[found.kind](found.data)
    shown = rendered_record(files, url, accessed) if found.kind == ".html" else None
    return CopyText(read.text, read.stretches, found.notes + read.notes, shown[0] if shown else "")
