"""mend: the edits that diagnostics offer, tried on a copy and written into the content.

A diagnostic carries its mend as data (`Diagnostic.fix`), made where the problem is seen. Here mends
are chosen, tried, shown and written; what is wrong is found by the pipeline alone.
"""

from __future__ import annotations

from generator.mend.diff import unified_diff
from generator.mend.plan import Mended, plan
from generator.mend.write import ChangedError, write

__all__ = ["ChangedError", "Mended", "plan", "unified_diff", "write"]
