"""Answers requests to the pages of the review: shows sentences, and writes verdicts down."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlencode

from generator.adapters.reviewing import pages
from generator.adapters.reviewing.desk import NotReadyError, OpenDesk, ReviewDesk, Sentence
from generator.adapters.reviewing.guard import Form, read_form
from generator.adapters.reviewing.messages import ROOT, Answer, Request, plain, redirect
from generator.adapters.reviewing.names import cookie_of, name_in_cookie, name_problem, tidy
from generator.adapters.reviewing.verdicts import Wrong, judged, written
from generator.adapters.scripts import read_script
from generator.digests import sha256_hex
from generator.files import read_file
from generator.render import BadTemplateError, Renderer

_HERE = Path(__file__).resolve().parent
_FILES = {
    "review.js": "text/javascript; charset=utf-8",
    "review.css": "text/css; charset=utf-8",
}


class ReviewPages:
    """The pages of the review, for the requests of this machine's own browser.

    Attributes:
        token: what every form of ours holds; another one each time the server starts.
    """

    def __init__(
        self, desk: ReviewDesk, home: str, wait: Callable[[Callable[[], str], str], str]
    ) -> None:
        """Take what they show.

        Args:
            desk: the sentences.
            home: the address of the site.
            wait: asks for something again whenever the site has changed, until it is another text
                than the one that it is given, or for a while.
        """
        self.token = secrets.token_urlsafe(24)
        self._desk = desk
        self._home = home
        self._wait = wait
        self._files = {
            "review.js": read_script(_HERE / "review.js"),
            "review.css": read_file(_HERE / "review.css", inside=_HERE, at_most=100_000),
        }

    def answer(self, request: Request) -> Answer:
        """Answer a request of this machine."""
        slug, _, part = request.path.partition("/")
        if request.body is None and request.path in _FILES:
            return Answer(HTTPStatus.OK, self._files[request.path], _FILES[request.path])
        try:
            if request.body is not None:
                return self._take(request, slug, part)
            if part == "list":
                return self._list(request, slug)
            with self._desk.reading() as desk:
                return self._show(request, desk, slug, part)
        except NotReadyError:
            return plain(
                HTTPStatus.SERVICE_UNAVAILABLE,
                "The content is being read, or has a mistake in site.yml. Load the page again.",
            )
        except BadTemplateError as error:
            return plain(HTTPStatus.INTERNAL_SERVER_ERROR, error.diagnostic.message)

    def _visit(self, request: Request, desk: OpenDesk) -> pages.Visit:
        name = name_in_cookie(request.headers.get("cookie", ()))
        reviewer = "" if name_problem(desk, name) else name
        return pages.Visit(reviewer, self.token, self._home)

    # What is shown

    def _show(self, request: Request, desk: OpenDesk, slug: str, part: str) -> Answer:
        visit = self._visit(request, desk)
        if not request.path:
            query = request.query
            visit = replace(visit, to=query.get("to", ""), of=query.get("of", ""))
            return _page(pages.stories_page(desk, visit))
        if slug not in desk.index.reviews or part not in ("", "card"):
            return _missing(desk.renderer)
        wanted = request.query.get("of", "")
        if not visit.reviewer:
            onward = {"to": slug, **({"of": wanted} if wanted else {})}
            return redirect(f"{ROOT}?{urlencode(onward)}")
        if part:
            states = desk.index.reviews[slug].states
            of = {each.of: anchor for anchor, each in states.items()}
            if wanted not in of:
                return _missing(desk.renderer)
            return _page(pages.card_part(desk, slug, of[wanted]))
        if request.query.get("end"):
            return _page(pages.end_page(desk, visit, slug))
        return _page(pages.walk_page(desk, visit, slug, wanted))

    def _list(self, request: Request, slug: str) -> Answer:
        """The sentences of a walk, as soon as they are others than those that the page has."""
        known = request.query.get("known", "")
        rows: dict[str, str] = {}

        def stamp() -> str:
            try:
                with self._desk.reading() as desk:
                    reviewer = self._visit(request, desk).reviewer
                    if slug not in desk.index.reviews or not reviewer:
                        return known
                    listed = _listed(desk, desk.walk(slug, reviewer))
            except NotReadyError:
                return known
            name = sha256_hex(listed)[:16]
            rows[name] = listed
            return name

        now = self._wait(stamp, known)
        if now == known:
            return Answer(HTTPStatus.NO_CONTENT, b"", "application/json")
        body = f'{{"stamp":"{now}","items":{rows[now]}}}'
        return Answer(HTTPStatus.OK, body.encode(), "application/json")

    # What is sent

    def _take(self, request: Request, slug: str, part: str) -> Answer:
        form = read_form(request, self.token)
        if isinstance(form, Answer):
            return form
        if part:
            return plain(HTTPStatus.NOT_FOUND, "There is nothing to send to here.")
        with self._desk.reading() as desk:
            if not slug:
                return self._name(desk, form)
            if slug not in desk.index.reviews:
                return _missing(desk.renderer)
            review = judged(desk, slug, form)
            if isinstance(review, Wrong):
                return self._refused(request, desk, slug, form, review)
            onward = _onward(slug, desk.walk(slug, review.by), review.of)
        wrong = written(self._desk, slug, review)
        if wrong is None:
            if request.wants_json:
                return Answer(HTTPStatus.OK, b"{}", "application/json")
            return redirect(onward)
        with self._desk.reading() as desk:
            told = desk.renderer.wording.text("The verdict is not written down: {why}")
            wrong = replace(wrong, message=told.format(why=wrong.message))
            return self._refused(request, desk, slug, form, wrong)

    def _name(self, desk: OpenDesk, form: Form) -> Answer:
        """Keep who reads, and go on to the story."""
        name = tidy(form["by"])
        if problem := name_problem(desk, name):
            visit = pages.Visit("", self.token, self._home, problem, to=form["to"], of=form["of"])
            return _page(pages.stories_page(desk, visit), HTTPStatus.UNPROCESSABLE_ENTITY)
        slug = form["to"]
        is_known = slug in desk.index.reviews
        address = pages.address_of(slug, form["of"]) if is_known else ROOT
        return redirect(address, ("Set-Cookie", cookie_of(name)))

    def _refused(
        self, request: Request, desk: OpenDesk, slug: str, form: Form, wrong: Wrong
    ) -> Answer:
        """Say what is wrong with a verdict. What was typed stays in the page."""
        if request.wants_json:
            body = json.dumps({"message": wrong.message}, ensure_ascii=False)
            return Answer(wrong.status, body.encode("utf-8", "replace"), "application/json")
        name = tidy(form["by"])
        if name_problem(desk, name):
            visit = pages.Visit("", self.token, self._home, wrong.message)
            return _page(pages.stories_page(desk, visit), wrong.status)
        visit = pages.Visit(name, self.token, self._home, wrong.message, form["note"])
        if wrong.status is HTTPStatus.CONFLICT:
            html = pages.changed_page(desk, visit, slug, form["at"])
        else:
            html = pages.walk_page(desk, visit, slug, form["of"])
        return _page(html, wrong.status)


def _onward(slug: str, walk: list[Sentence], of: str) -> str:
    """The address of the sentence behind one."""
    place = next((at for at, each in enumerate(walk) if each.of == of), len(walk))
    following = walk[place + 1].of if place + 1 < len(walk) else ""
    return pages.address_of(slug, following, is_end=not following)


def _listed(desk: OpenDesk, walk: list[Sentence]) -> str:
    rows = [
        {
            "of": each.of,
            "at": each.anchor,
            "said": each.said.value if each.said else "",
            "note": each.note,
            "place": pages.place_of(desk, at, len(walk)),
        }
        for at, each in enumerate(walk, 1)
    ]
    return json.dumps(rows, ensure_ascii=False)


def _page(html: str, status: HTTPStatus = HTTPStatus.OK) -> Answer:
    return Answer(status, html.encode("utf-8", "replace"))


def _missing(renderer: Renderer) -> Answer:
    message = renderer.wording.text("There is no such story, or it cannot be shown at the moment.")
    return plain(HTTPStatus.NOT_FOUND, message)
