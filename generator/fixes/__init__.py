"""fixes: applies the edits that diagnostics offer (`explainer fix`).

A diagnostic carries its fix as data (`Diagnostic.fix`), made where the problem is found. This
package chooses fixes, tries them on a scratch copy, shows them as a diff and writes them.
"""

from __future__ import annotations

from generator.files import FileChangedError
from generator.files import write_changes as write_fixes
from generator.fixes.diff import unified_diff
from generator.fixes.plan import FixResult, plan_fixes

__all__ = ["FileChangedError", "FixResult", "plan_fixes", "unified_diff", "write_fixes"]
