"""Serving a site while it is edited, until somebody stops it.

MkDocs's own `serve` stops answering after a mistake and empties the site's folder while it builds.
decisions/0005 says why the server is ours too.
"""

from __future__ import annotations

import gc
import logging
import signal
import tempfile
import threading
import webbrowser
from pathlib import Path

from generator.adapters.checklist import NO_EDITOR, Editor
from generator.adapters.mkdocs.preview import Preview
from generator.adapters.mkdocs.watch import changed, settled, wait_for_change
from generator.diagnostics.safe_text import SAFE_VALUES
from generator.files import State, state_of
from generator.index import open_index

log = logging.getLogger("mkdocs.plugins.explainer")
log.addFilter(SAFE_VALUES)


def serve(
    config_file: Path,
    address: str | None,
    *,
    open_in_browser: bool,
    editor: Editor = NO_EDITOR,
) -> None:
    """Serve the site and build it anew after every change, until interrupted.

    Args:
        config_file: the site's mkdocs.yml.
        address: `HOST:PORT`, if not what mkdocs.yml says.
        open_in_browser: whether to open the site.
        editor: where this machine's browsers open files.

    Raises:
        ProjectError: the site cannot be opened.
        OSError: the address is taken.
    """
    with (
        tempfile.TemporaryDirectory(prefix="explainer-") as name,
        open_index(config_file.absolute().parent, "preview") as store,
    ):
        aside = Path(name).resolve()
        preview = Preview(config_file, aside, address, store, editor)
        thread = threading.Thread(target=preview.server.serve_forever, daemon=True)
        stop = threading.Event()

        def interrupt(*_: object) -> None:
            stop.set()
            raise KeyboardInterrupt

        before = signal.signal(signal.SIGINT, interrupt)
        try:
            state = state_of(preview.roots)
            preview.rebuild(None, _Overtaken(preview, state))
            thread.start()
            log.info("Serving on %s", preview.server.link)
            if not preview.server.token:
                log.info("Review at %s", preview.server.review_link)
            if open_in_browser:
                webbrowser.open(preview.server.link)
            while not stop.is_set():
                # What has overtaken a build may be gone again: there is nothing to wait for then.
                wait = wait_for_change if preview.left is None else settled
                later = wait(preview.roots, state, stop)
                if stop.is_set():
                    break
                preview.rebuild(changed(state, later), _Overtaken(preview, later))
                state = later
                # While nobody waits: much of what the site before was made of is gone now. What is
                # raised while objects are cleared up gets lost, so nothing is.
                signal.signal(signal.SIGINT, lambda *_: stop.set())
                gc.collect()
                signal.signal(signal.SIGINT, interrupt)
        except KeyboardInterrupt:
            pass
        finally:
            log.info("Stopped.")
            signal.signal(signal.SIGINT, before)
            if thread.is_alive():
                preview.server.shutdown()
            preview.server.server_close()


class _Overtaken:
    """Whether the files are other ones than in a state, however the preview's folders change."""

    def __init__(self, preview: Preview, state: State) -> None:
        self._preview = preview
        self._state = state

    def __call__(self) -> bool:
        return state_of(self._preview.roots) != self._state
