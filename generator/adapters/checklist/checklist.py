"""The checklist of a site that is edited meanwhile: set into its pages, and asked by them."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from pathlib import Path

from generator.adapters.checklist.checked import Checked
from generator.adapters.checklist.editors import Editor
from generator.adapters.checklist.page import add_script, add_style, bare_page, before_end
from generator.adapters.checklist.passages import FIELDS, PassageSearch, SitePlace
from generator.adapters.checklist.views import Local, checklist_view
from generator.adapters.reviewing import Answer, Request, plain, read_form
from generator.adapters.scripts import read_script
from generator.diagnostics import worst_first
from generator.digests import sha256_hex
from generator.files import read_file
from generator.package_data import package_folder
from generator.render import BadTemplateError, contexts, open_templates
from generator.render.wording import Wording

ROOT = "/.checklist/"
"""Below this address is what the checklist asks for: no page of a site has such a name."""
_HERE = Path(__file__).resolve().parent
FILES: Mapping[str, bytes] = {
    "checklist.js": read_script(_HERE / "checklist.js"),
    "checklist.css": read_file(_HERE / "checklist.css", inside=_HERE, at_most=100_000),
}
"""The checklist's own script and style sheet: no built site has them."""
_TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}


@dataclass(frozen=True, slots=True)
class Latest:
    """What is known now, and the HTML that was made of it, by whether a browser is local."""

    checked: Checked
    place: SitePlace
    wording: Wording
    made: dict[bool, str] = field(default_factory=dict)


class Checklist:
    """What is known of a site now.

    Attributes:
        token: what goes with every question that makes the server work; another one each time.
        latest: what is known now.
        search: looks for passages.
    """

    def __init__(
        self, editor: Editor, checked: Checked, place: SitePlace, wording: Wording
    ) -> None:
        """Take what is known first.

        Args:
            editor: where files are opened.
            checked: what is known of the site.
            place: where it is.
            wording: the language of the interface.
        """
        self.token = secrets.token_urlsafe(24)
        self._editor = editor
        self.search = PassageSearch()
        self.latest = Latest(checked, place, wording)

    def take(self, checked: Checked, place: SitePlace, wording: Wording) -> None:
        """What is known of the site from now on."""
        self.latest = Latest(checked, place, wording)
        self.search.forget()

    def html(self, *, is_local: bool) -> str:
        """The checklist.

        Args:
            is_local: whether it is for a browser on this machine, at an address that no other
                machine can reach: only there are links with the paths of files.
        """
        latest = self.latest
        if is_local not in latest.made:
            local = Local(latest.place.folder, self._editor, self.token) if is_local else None
            latest.made[is_local] = checklist_html(
                latest.checked, latest.place.folder, latest.wording, local
            )
        return latest.made[is_local]

    def stamp(self, *, is_local: bool) -> str:
        """The checklist as it is now, as a name."""
        return sha256_hex(self.html(is_local=is_local))[:16]

    def set_into(self, html: str, version: str, news: str, *, is_local: bool) -> str:
        """A finished page with the checklist, and with what loads both again.

        Args:
            html: the page; empty if there is none.
            version: the name of the site that the page belongs to.
            news: the address at which the page asks for news.
            is_local: as in `html`.
        """
        made = self.html(is_local=is_local)
        html = add_style(before_end(html or bare_page(), made), f"{ROOT}checklist.css")
        html = add_script(html, f"{ROOT}checklist.js")
        stamp = sha256_hex(made)[:16]
        return add_script(html, f"{news}preview.js", version=version, checklist=stamp)

    def answer(self, request: Request, *, is_local: bool) -> Answer:
        """Answer a request; `is_local` as in `html`."""
        if request.body is None and request.path in FILES:
            kind = _TYPES[Path(request.path).suffix]
            return Answer(HTTPStatus.OK, FILES[request.path], kind)
        if request.body is None and not request.path:
            made = self.html(is_local=is_local).encode("utf-8", "replace")
            return Answer(HTTPStatus.OK, made)
        if request.path != "passages" or request.body is None:
            return plain(HTTPStatus.NOT_FOUND, "There is nothing here.")
        if not is_local:
            return plain(HTTPStatus.FORBIDDEN, "This is for browsers on this machine alone.")
        form = read_form(request, self.token, FIELDS)
        if isinstance(form, Answer):
            return form
        latest = self.latest

        def show(found: contexts.ChecklistPassages) -> str:
            return _document("checklist-passages", found, latest.place.folder, latest.wording)

        problems = list(latest.checked.problems)
        return self.search.answer(form, problems, latest.place, latest.wording, show)


def checklist_html(checked: Checked, folder: Path, wording: Wording, local: Local | None) -> str:
    """The checklist of a site as HTML.

    A mistake in a template of the site's own for it is told with the other problems.

    Args:
        checked: what is known of the site.
        folder: the site's folder.
        wording: the language of the interface.
        local: as in `checklist_view`.
    """
    view = checklist_view(checked, wording, local)
    try:
        return open_templates(folder, package_folder("site-templates"), wording).document(
            "checklist", view
        )
    except BadTemplateError as error:
        problems = worst_first((*checked.problems, error.diagnostic))
        view = checklist_view(replace(checked, problems=problems), wording, local)
        return _document("checklist", view, None, wording)


def _document(name: str, context: object, folder: Path | None, wording: Wording) -> str:
    """What a template makes of a context: the site's own, or the package's if that is wrong."""
    packaged = package_folder("site-templates")
    try:
        return open_templates(folder or packaged, packaged, wording).document(name, context)
    except BadTemplateError:
        if folder is None:
            raise
        return _document(name, context, None, wording)
