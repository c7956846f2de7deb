"""What is laid over a page: form fields, free text, stamps, the black bars of a redaction.

Shown ones are made part of the page, so that they are looked at like all else that it paints. Those
on layers are left out.
"""

from __future__ import annotations

from typing import Any

import pypdfium2_raw as raw

from generator.archive.failure import Refused

MAX_ANNOTATIONS = 5_000

_FLATTENED = 1
_HIDDEN = raw.FPDF_ANNOT_FLAG_HIDDEN
_NOT_SHOWN = _HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW


def make_part_of_page(page: Any) -> bool:
    """Paint the annotations of a page that are shown into it; whether there were any.

    What was read of the page before is not what it holds then: it has to be loaded again.

    Raises:
        Refused: there are too many.
    """
    count = raw.FPDFPage_GetAnnotCount(page)
    if count > MAX_ANNOTATIONS:
        raise Refused(f"has a page with more than {MAX_ANNOTATIONS:,} annotations")
    shown = 0
    for at in range(count):
        annotation = raw.FPDFPage_GetAnnot(page, at)
        if not annotation:
            continue
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        flags = raw.FPDFAnnot_GetFlags(annotation)
        is_shown = kind != raw.FPDF_ANNOT_POPUP and not flags & _NOT_SHOWN
        # The library does not say whether the layer that an annotation stands on is off.
        if not is_shown or raw.FPDFAnnot_HasKey(annotation, b"OC"):
            raw.FPDFAnnot_SetFlags(annotation, flags | _HIDDEN)
        elif kind != raw.FPDF_ANNOT_LINK:
            shown += 1
        raw.FPDFPage_CloseAnnot(annotation)
    return bool(shown and raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == _FLATTENED)
