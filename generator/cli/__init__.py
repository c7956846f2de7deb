"""The command `explainer`."""

from __future__ import annotations

import sys

from generator.cli.commands import explainer

__all__ = ["explainer", "main"]


def main() -> None:
    """Run the command; every failure is a message and an exit code, never a traceback."""
    explainer(prog_name="explainer", windows_expand_args=False)
    sys.exit(0)
