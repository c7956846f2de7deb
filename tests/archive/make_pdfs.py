"""Make the PDFs in `tests/archive/pdfs` with LaTeX, LibreOffice and Chromium.

They are kept, so that tests need none of these programs. Run after a change of the texts below:

    .venv/bin/python -m tests.archive.make_pdfs

It needs the Debian packages chromium, libreoffice-writer, texlive-latex-recommended, fonts-noto-core
and fonts-noto-cjk. All words are invented.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

PDFS = Path(__file__).parent / "pdfs"

_STORY = (
    "The keeper of the old light at Marn said on Friday that nobody had seen the vessel before the "
    "morning came. Fishermen from three villages contradicted her account, and the harbour office "
    "published a considerably longer statement in the afternoon. It described the unlit vessel, the "
    "extraordinary weather and the responsibilities of the night watch. "
)
_OTHER = (
    "A commission of seven members began its investigation without waiting for the insurers. Its "
    "chairwoman announced that official correspondence would be published, unabridged, within the "
    "fortnight. Representatives of the fishing cooperative welcomed the announcement. "
)
_HEAD = r"""\documentclass[10pt%s]{article}
\pdfcompresslevel=9
\usepackage[a5paper,margin=18mm]{geometry}
\begin{document}
"""
LATEX = {
    "latex-columns": _HEAD % ",twocolumn"
    + r"\textbf{A light goes out}"
    + "\n\n".join([_STORY + r"The dam held firm\footnote{See the report of the harbour office.} "
                   "all night.", _OTHER, _STORY, _OTHER]) + r"\end{document}",
    "latex-figures": _HEAD % ""
    + r"The pit holds $10^6$ grains and 25\,km$^2$ of sand, made of H$_2$O and CO$_2$. "
    + r"The caf\'e of Ren\'ee \v{C}apek in K\"oln offered \AE{}r\o{} fish; an official, efficient "
    + r"affair. "
    + r"He said: ``It is over''---and left. \[ E = mc^2 \] Nothing else was said."
    + r"\end{document}",
    "latex-pages": _HEAD % ",twoside"
    + r"\pagestyle{myheadings}\markboth{The Harbour Post}{The Harbour Post}\pagenumbering{roman}\setcounter{page}{9}"
    + "\n\n".join([_STORY, _OTHER] * 5) + r"\end{document}",
}  # fmt: skip
_PAGE = "<!doctype html><meta charset=utf-8><style>@page{size:A5;margin:15mm}%s</style>%s"
CHROMIUM = {
    "chromium-columns": _PAGE % (
        "div{columns:2;text-align:justify;hyphens:auto;column-gap:5mm;font:9pt serif}",
        f"<html lang=en><h1>A light goes out</h1><div><p>{_STORY}<p>{_OTHER}<p>{_STORY}</div>"),
    "chromium-hebrew-arabic": _PAGE % (
        "body{font:12pt Noto Sans Hebrew, Noto Naskh Arabic}",
        "<p dir=rtl lang=he>ראש העיר אמר ביום שני כי 27 סירות נעלמו מהנמל."
        "<p dir=rtl lang=ar>قال رئيس البلدية إن السفينة وصلت في الصباح."
        "<p>The mayor said שלום to the crew."),
    "chromium-japanese": _PAGE % (
        "body{font:11pt Noto Sans CJK JP}",
        "<p lang=ja>灯台の管理人は金曜日に、朝になるまで誰もその船を見なかったと話した。"
        "<p lang=ja style='writing-mode:vertical-rl;height:40mm'>船は夜のうちに港を出たと"
        "町の人々は言っている。"),
    "chromium-hidden": _PAGE % (
        ".a{position:relative}.b{position:absolute;left:0;top:0;width:100%;height:100%;background:#000}",
        "<p>The witness spoke for an hour.<p style='color:#fff'>White words on white paper."
        "<p class=a>The informer was called Aldo Quill.<span class=b></span>"
        "<p style='opacity:0'>Words without any colour.<p style='background:#000;color:#fff'>"
        "White words on black paper.<p>The pit holds 10<sup>6</sup> grains, and the dam held "
        "firm<sup>1</sup> all night."),
}  # fmt: skip
WRITER = {
    "writer-table": _PAGE % (
        "td{border:1px solid}", f"<h1>Boats by harbour</h1><p>{_STORY}<table><tr><td>Boats<td>Keepers"
        f"<tr><td>Forty-one<td>Six</table><p>{_OTHER}"),
    "writer-pages": _PAGE % ("p{font:14pt serif}", f"<p>{_STORY}<p>{_OTHER}" * 5),
    "writer-german": _PAGE % ("p{text-align:justify;font:12pt serif}",
        "<html lang=de><p>Die Bürgermeisterin erklärte am Freitag, „niemand“ habe das Schiff vor dem "
        "Morgen gesehen; größere Schäden an Straßen, Brücken und Häusern gebe es nicht. Die "
        "Schifffahrtsgesellschaft widersprach ihr."),
}  # fmt: skip
SECTIONS = {"latex": LATEX, "chromium": CHROMIUM, "writer": WRITER}


def main() -> None:
    """Make all of them."""
    PDFS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for make, texts in ((_latex, LATEX), (_chromium, CHROMIUM), (_writer, WRITER)):
            for name, text in texts.items():
                make(Path(folder), name, text)
                made = Path(folder, f"{name}.pdf")
                (PDFS / made.name).write_bytes(made.read_bytes())


def _latex(folder: Path, name: str, text: str) -> None:
    (folder / f"{name}.tex").write_text(text, "utf-8")
    _run(folder, "pdflatex", "-interaction=batchmode", f"{name}.tex")


def _chromium(folder: Path, name: str, text: str) -> None:
    page = folder / f"{name}.html"
    page.write_text(text, "utf-8")
    options = ("--headless", "--no-sandbox", "--no-pdf-header-footer")
    _run(folder, "chromium", *options, f"--print-to-pdf={name}.pdf", page.as_uri())


def _writer(folder: Path, name: str, text: str) -> None:
    (folder / f"{name}.html").write_text(text, "utf-8")
    filters = ("--infilter=HTML (StarWriter)", "--convert-to", "pdf:writer_pdf_Export")
    _run(folder, "soffice", "--headless", *filters, f"{name}.html")


def _run(folder: Path, *command: str) -> None:
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


if __name__ == "__main__":
    main()
