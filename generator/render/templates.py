"""Page templates → blocks. The only module that knows Jinja2.

A site may bring its own `site-templates/`; a template that it lacks is taken from the package.
Everything is escaped, and a name that does not exist is an error.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from jinja2 import (
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)  # fmt: skip
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.ext import Extension
from jinja2.loaders import split_template_path
from jinja2.nodes import Expr
from markupsafe import Markup, escape

from generator.diagnostics import Diagnostic, Place, found
from generator.files import ReadError, read_file
from generator.render.html import html_text, isolated
from generator.render.page import Block, Fragment, Heading
from generator.render.wording import Wording, direction

# What a template's own expressions can raise.
_MISTAKES = (
    TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError,
)  # fmt: skip
MAX_BYTES = 1_000_000
# Noncharacters, as in prose: no content can hold them, so no text can pass for a heading.
_MARKUP = re.compile('[<>&"]')
_MARK = re.compile("\ufdd2(\\d+)\ufdd3")
_INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)
# What a template includes may be words or a picture between words: the line break after it stays.
_LINE_OF_TAGS = re.compile(r"^(?:\{%\s+(?!include\b)[^%\n]*[^-]%\})+\n|^\n", re.MULTILINE)


class CompiledTemplates(BytecodeCache):
    """Templates that were compiled before, by this process or by one that kept them.

    Jinja2 looks at a template's text itself, and compiles it anew if that has changed.

    Attributes:
        kept: what was compiled, by template and by how its environment compiles.
        is_new: whether something was compiled since that was kept.
    """

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.is_new = False

    def get_bucket(
        self, environment: Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """The place of a template; another environment may make other code of the same text."""
        how = (environment.code_generator_class.__name__, *sorted(environment.extensions))
        key = f"{self.get_cache_key(name, filename)} {' '.join(how)}"
        bucket = Bucket(environment, key, self.get_source_checksum(source))
        self.load_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was compiled, if there is something."""
        if kept := self.kept.get(bucket.key):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Take what was compiled."""
        self.kept[bucket.key] = bucket.bytecode_to_string()
        self.is_new = True


COMPILED = CompiledTemplates()
"""All templates of this process: those of our pages and those of the theme."""


class _HtmlGenerator(CodeGenerator):
    """Compiles templates that put their values out with `html_text`."""

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.html_text(")


class _HtmlEnvironment(Environment):
    code_generator_class = _HtmlGenerator
    html_text = staticmethod(html_text)


class CompactTemplates(Extension):
    """Takes indentation, and the line breaks after lines that are only tags, out of templates.

    It is for the theme's, which are a fifth white space and have no element in which any counts.
    What is put into a template, such as a page's content, is left as it is.
    """

    def preprocess(self, source: str, *_: object) -> str:
        """The source of a template, compact."""
        return _LINE_OF_TAGS.sub(
            lambda found: found[0].removesuffix("\n"), _INDENTATION.sub("", source)
        )


class BadTemplateError(Exception):
    """A template cannot be used; `diagnostic` says where and why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


@dataclass(frozen=True, slots=True)
class Templates:
    """The page templates of a site."""

    environment: Environment
    folder: Path

    def blocks(self, name: str, context: Any) -> tuple[Block, ...]:
        """Render `pages/NAME.html`.

        Args:
            name: the template's name without folder and ending.
            context: a dataclass; its fields are the names that the template can use.

        Raises:
            BadTemplateError: the template has a mistake in it.
        """
        headings: list[Heading] = []
        return tuple(_split(self._rendered(name, context, headings), headings))

    def document(self, name: str, context: Any) -> str:
        """Render `pages/NAME.html` as a document of its own, without the theme's frame.

        Args:
            name: as with `blocks`.
            context: as with `blocks`.

        Raises:
            BadTemplateError: the template has a mistake in it.
        """
        return self._rendered(name, context, [])

    def _rendered(self, name: str, context: Any, headings: list[Heading]) -> str:
        def heading(level: int, id: str, text: str, lang: str = "") -> Markup:
            headings.append(Heading(level, id, str(text), lang))
            return Markup("\ufdd2{}\ufdd3").format(len(headings) - 1)

        values = {field.name: getattr(context, field.name) for field in fields(context)}
        try:
            template = self.environment.get_template(f"pages/{name}.html")
            return str(template.render(**values, heading=heading))
        except _MISTAKES as error:
            raise BadTemplateError(self._diagnostic(error, f"pages/{name}.html")) from error

    def _diagnostic(self, error: Exception, name: str) -> Diagnostic:
        line, shown = 1, name
        if isinstance(error, TemplateSyntaxError):
            line, shown = error.lineno, error.name or name
        else:
            trace = error.__traceback__
            while trace:
                code = trace.tb_frame.f_code.co_filename
                if code.endswith(".html"):
                    line, shown = trace.tb_lineno, code
                trace = trace.tb_next
        path = Path(shown)
        if path.is_absolute() and path.is_relative_to(self.folder):
            shown = path.relative_to(self.folder).as_posix()
        elif not path.is_absolute():
            shown = f"site-templates/{shown}"
        return found(
            "bad-template", Place(shown, line, 1), str(getattr(error, "message", None) or error)
        )


def _split(html: str, headings: Sequence[Heading]) -> list[Block]:
    blocks: list[Block] = []
    for at, piece in enumerate(_MARK.split(html)):
        if at % 2:
            blocks.append(headings[int(piece)])
        elif piece.strip():
            # One element around all, and no blank line in it: so a fragment is a single HTML
            # block to Markdown, which the disk adapter writes.
            inner = "\n".join(filter(None, map(str.rstrip, piece.split("\n"))))
            blocks.append(Fragment(f'<div class="sx-block">\n{inner}\n</div>'))
    return blocks


def _lang_dir(lang: str) -> Markup:
    """The attributes of an element in another language than the page's; none if `lang` is empty."""
    return Markup(' lang="{}" dir="{}"').format(lang, direction(lang)) if lang else Markup()


def _quoting(wording: Wording) -> Callable[[str, str], Markup]:
    def quoted(text: str, lang: str = "") -> Markup:
        """The text, which may be markup, in quotation marks."""
        return Markup(wording.quoted(escape(text), lang))  # noqa: S704 - escaped above

    return quoted


def _loader(place: Path, inside: Path) -> FunctionLoader:
    """Load templates from a folder, which lies in the folder `inside`."""

    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        path = place.joinpath(*split_template_path(name))
        if not os.path.lexists(path):
            return None
        try:
            stamp = path.stat().st_mtime_ns
            text = read_file(path, inside=inside, at_most=MAX_BYTES).decode()
        except (ReadError, OSError, UnicodeDecodeError) as error:
            # Where a template of the site's own is not found, the package's is taken: not here.
            message = f"the template cannot be read: {error}"
            raise TemplateSyntaxError(message, 1, name) from error
        return text, str(path), lambda: path.is_file() and path.stat().st_mtime_ns == stamp

    return FunctionLoader(load)


def _translated(message: str, wording: Wording) -> Markup:
    """A text of the interface. Only one that has markup in a template has any in a translation."""
    text = wording.text(message)
    if not _MARKUP.search(message):
        text = _MARKUP.sub(lambda found: str(escape(found[0])), text)
    return Markup(text)  # noqa: S704 - a template's own, or escaped


def open_templates(folder: Path, defaults: Path, wording: Wording) -> Templates:
    """Open the templates of a site.

    Args:
        folder: the site's folder, whose own `site-templates/` comes first.
        defaults: the package's templates.
        wording: the site's language.
    """
    places = {folder / "site-templates": folder, defaults: defaults}
    environment = _HtmlEnvironment(
        loader=ChoiceLoader([_loader(place, inside) for place, inside in places.items()]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        bytecode_cache=COMPILED,
        # Each build opens the templates anew; a page need not look whether they have changed.
        auto_reload=False,
    )
    environment.globals.update(
        comma=wording.comma,
        semicolon=wording.semicolon,
        number=wording.number,
        isolated=lambda name: isolated(name, wording.locale.text_direction),
        lang_dir=_lang_dir,
        quoted=_quoting(wording),
    )
    environment.install_gettext_translations(wording.translations, newstyle=True)  # type: ignore[attr-defined]
    # Most texts have no values in them, and stand on every page.
    plain: dict[str, Markup] = {}

    def gettext(message: str, **values: Any) -> Markup:
        if values:
            return _translated(message, wording) % values
        if message not in plain:
            plain[message] = _translated(message, wording) % {}
        return plain[message]

    environment.globals |= {"gettext": gettext, "_": gettext}
    return Templates(environment, folder)
