"""The command `explainer`."""

from __future__ import annotations

import gc

from generator.cli.commands import explainer

__all__ = ["explainer", "main"]


def main() -> None:
    """Run the command; every failure is a message and an exit code, never a traceback."""
    try:
        explainer(prog_name="explainer", windows_expand_args=False)
    finally:
        # All memory is given back to the system at once: Python need not look through it before.
        gc.freeze()
