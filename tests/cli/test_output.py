"""What a command prints while it works."""

from __future__ import annotations

import io
import threading

import pytest
from rich.console import Console

from generator.cli.output import Output


def on_a_terminal(output: Output) -> io.StringIO:
    written = io.StringIO()
    output.console = Console(file=written, force_terminal=True, width=80)
    return written


def test_progress_is_drawn_by_the_work_itself() -> None:
    """Other threads would keep the work from being done by several processes."""
    output = Output(quiet=False, json=False)
    written = on_a_terminal(output)
    before = threading.active_count()
    with output.progress("Building pages", 3) as step:
        assert threading.active_count() == before
        for _ in range(3):
            step()
    assert "Building pages" in written.getvalue()
    assert "0/3" in written.getvalue()


def test_nothing_is_drawn_where_nobody_looks() -> None:
    for output in (Output(quiet=True, json=False), Output(quiet=False, json=True)):
        written = on_a_terminal(output)
        with output.progress("Building pages", 1) as step:
            step()
        assert written.getvalue() == ""
    output = Output(quiet=False, json=False)
    output.console = Console(file=(plain := io.StringIO()), force_terminal=False)
    with output.progress("Building pages", None) as step:
        step()
    assert plain.getvalue() == ""


def test_a_document_is_paged_at_a_terminal_alone(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    paged: list[str] = []
    monkeypatch.setattr("click.echo_via_pager", paged.append)
    output = Output(quiet=False, json=False)
    output.show_document("# A\n\nB – c.\n")
    assert capfdbinary.readouterr().out.endswith("# A\n\nB – c.\n".encode())
    assert paged == []
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    output.show_document("# A\n")
    assert paged == ["# A\n"]
