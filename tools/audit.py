"""Asks whether a version in requirements.lock has a known vulnerability. `make audit` calls it.

pip-audit does the asking, and ends well when there was nobody to answer: it skips what it cannot
ask about and says that no vulnerability is known. Here that is a failure of its own.

Usage: audit.py [LOCK]. Exit codes: 0 all was asked, and nothing is known; 1 something is known;
2 not all could be asked.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
_ASK = (
    "-m", "pip_audit", "--format", "json", "--progress-spinner", "off", "--require-hashes",
    "--disable-pip", "-r",
)  # fmt: skip
# What every platform installs: a row without a condition.
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==[^\s;]+ \\$", re.MULTILINE)
FINE, KNOWN, NOT_ASKED = 0, 1, 2


def pinned(lock: str) -> set[str]:
    """The names in a lock that must be asked about."""
    return {_canonical(name) for name in _PINNED.findall(lock)}


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def judge(report: Mapping[str, Any], names: set[str]) -> tuple[int, list[str]]:
    """What an answer of pip-audit means.

    Args:
        report: the answer, in its format `json`.
        names: what had to be asked about.

    Returns:
        The exit code, and what to say.
    """
    rows = report.get("dependencies", [])
    known = [line for row in rows for line in _vulnerabilities(row)]
    asked = {_canonical(row["name"]) for row in rows if "version" in row}
    left = sorted(names - asked)
    lines = list(known)
    if left:
        some = ", ".join(left[:5]) + (", …" if len(left) > 5 else "")
        lines.append(f"NOT AUDITED: {len(left)} of {len(names)} could not be asked about: {some}")
    if known:
        return KNOWN, lines
    if left or not names:
        return NOT_ASKED, lines or ["NOT AUDITED: the lock names nothing"]
    return FINE, [f"{len(names)} pinned versions: no vulnerability is known"]


def _vulnerabilities(row: Mapping[str, Any]) -> Iterator[str]:
    for each in row.get("vulns", []):
        fixed = ", ".join(each.get("fix_versions", [])) or "no version"
        yield f"VULNERABLE: {row['name']} {row['version']}: {each['id']}, fixed in {fixed}"


def ask(lock: Path) -> tuple[Mapping[str, Any], str]:
    """pip-audit's answer about a lock, and what it said besides; no answer is an empty one."""
    done = subprocess.run(  # noqa: S603 - this interpreter, and a path
        [sys.executable, *_ASK, str(lock)], capture_output=True, text=True, check=False
    )
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        answer = {}
    return (answer if isinstance(answer, dict) else {}), done.stderr


def main(arguments: list[str]) -> int:
    """Ask and tell. Returns the exit code."""
    lock = Path(arguments[0]) if arguments else ROOT / "requirements.lock"
    report, said = ask(lock)
    code, lines = judge(report, pinned(lock.read_text("utf-8")))
    if not report and said:
        # The last line says why, also of a traceback.
        lines.append(f"pip-audit: {said.strip().splitlines()[-1]}")
    sys.stderr.write("".join(f"{line}\n" for line in lines))
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
