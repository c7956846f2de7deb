"""New stories, sources, terms and quotations for a site that there is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.authoring.insert import InsertError, insert_quotation
from generator.authoring.yaml_text import Fields, UnwritableError, mapping_lines, scalar
from generator.diagnostics import Diagnostic, Severity
from generator.files import ReadError, atomic_write, list_folder, read_file
from generator.load import Document, Documents, load, plain_value
from generator.load.parse import MAX_BYTES, parse
from generator.model import Quotation, Source, Story, Term
from generator.model.base import Model
from generator.scaffold.answers import ScaffoldError
from generator.scaffold.files import fill_template, new_folder, template, write_new
from generator.scaffold.schemas import first_line
from generator.validate import validate_document

_FOLDERS = {"source": "sources", "term": "glossary", "story": "stories"}
_MODELS: dict[str, type[Model]] = {"source": Source, "term": Term, "story": Story}


@dataclass(frozen=True, slots=True)
class TargetSite:
    """A site that something is added to: its folder, its content folder's path, what is there."""

    folder: Path
    content: str
    documents: Documents

    @classmethod
    def of(cls, folder: Path, content: str) -> TargetSite:
        """Read what is there; what is wrong with it does not matter here."""
        return cls(folder, content, load(folder, content)[0])

    def taken(self, kind: str) -> set[str]:
        """The ids of a kind of file, those of broken files among them."""
        place = self.folder / self.content / _FOLDERS[kind]
        if not place.is_dir():
            return set()
        try:
            entries = list_folder(place, inside=self.folder)
        except ReadError as error:
            raise ScaffoldError(f"'{place.name}' cannot be used: {error}") from error
        return {each.name if each.is_folder else Path(each.name).stem for each in entries}

    def quotations(self) -> set[str]:
        """The ids of all quotations."""
        found = set()
        for document in self.documents.sources:
            value = plain_value(document.root)
            listed = value.get("quotations") if isinstance(value, dict) else None
            for each in listed if isinstance(listed, list) else []:
                found.add(str(each.get("id")) if isinstance(each, dict) else "")
        return found | self.documents.ids_in_broken_sources([])

    def source(self, id: str) -> Document | None:
        """A source's document."""
        return next((one for one in self.documents.sources if one.id == id), None)


# What a new file says of what nobody has said yet.
_OFFERED = {
    "aliases": "# aliases: [another spelling, another name]",
    "author": "# author: [Jane Doe, John Doe]",
    "origin": "# origin: The Associated Press"
    "  # the agency that wrote it, where the outlet only printed it",
    "upstream": "# upstream: [Europol]  # whom it relays: an authority, a study",
}


def new_source(
    desk: TargetSite, id: str, values: Mapping[str, str], more: Fields | None = None
) -> Path:
    """Write `sources/ID.yml`.

    Args:
        desk: the site.
        id: the source's id.
        values: `title`, `publisher`, `short`, `published`, `url`, `kind`; `language` may be empty.
        more: `author` and `upstream`, which are lists, and `origin`, as far as they are known.

    Raises:
        ScaffoldError: a value cannot be used, or the source is there already.
        OSError: it cannot be written.
    """
    return _new_file(desk, "source", id, {**_with_language(values), **_offered(more or {})})


def new_term(
    desk: TargetSite, id: str, values: Mapping[str, str], aliases: Sequence[str] = ()
) -> Path:
    """Write `glossary/ID.yml`.

    Args:
        desk: the site.
        id: the term's id.
        values: `term`, `kind` and `definition`.
        aliases: other spellings and names of it.

    Raises:
        ScaffoldError: a value cannot be used, the definition cites what is not there, or the term
            is there already.
        OSError: it cannot be written.
    """
    definition = values["definition"].strip()
    if not definition.endswith("]"):
        definition += " [editor]"
    written = {name: _scalar(name, values[name]) for name in ("term", "kind")}
    written |= _offered({"aliases": [*aliases]})
    return _new_file(desk, "term", id, {**written, "definition": definition})


def new_story(desk: TargetSite, id: str, values: Mapping[str, str]) -> Path:
    """Write `stories/ID/story.yml`, a draft, with the values `title`, `published`, `language`.

    Raises:
        ScaffoldError: a value cannot be used, or the story is there already.
        OSError: it cannot be written.
    """
    shown = f"{desk.content}/stories/{id}/story.yml"
    text = _text(desk, "story", id, shown, _with_language(values))
    folder = desk.folder / desk.content / "stories" / id
    if folder.exists():
        raise ScaffoldError(f"'{folder}' is there already")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with new_folder(folder) as aside:
        (aside / "story.yml").write_bytes(text.encode())
    return folder / "story.yml"


def add_quotation(desk: TargetSite, source: str, fields: Mapping[str, str]) -> Path:
    """Put a quotation into a source's file; all other lines stay as they are.

    Args:
        desk: the site.
        source: the source's id.
        fields: the quotation's keys and texts, `id` and `exact` among them.

    Raises:
        ScaffoldError: there is no such source, or its file cannot be added to.
        OSError: it cannot be written.
    """
    document = desk.source(source)
    if document is None:
        raise ScaffoldError(f"there is no source '{source}' that can be read")
    if fields["id"] in desk.quotations():
        raise ScaffoldError(f"there is a quotation '{fields['id']}' already")
    Quotation.model_validate(dict(fields))
    path = desk.folder / document.path
    try:
        before = read_file(path, inside=desk.folder, at_most=MAX_BYTES)
        atomic_write(path, insert_quotation(before, fields))
    except ReadError as error:
        raise ScaffoldError(f"'{document.path}' was left as it is: {error}") from error
    except (InsertError, UnwritableError) as error:
        raise ScaffoldError(f"'{document.path}' was left as it is: {error}") from None
    return path


def _with_language(values: Mapping[str, str]) -> dict[str, str]:
    written = {name: _scalar(name, text) for name, text in values.items() if name != "language"}
    language = values.get("language", "")
    written["language"] = f"language: {_scalar('language', language)}" if language else ""
    return written


def _offered(given: Fields) -> dict[str, str]:
    """What is known of `_OFFERED` as YAML, and for the rest a line to take the `#` from."""
    try:
        said = {
            name: "\n".join(mapping_lines({name: text})) for name, text in given.items() if text
        }
    except UnwritableError as error:
        raise ScaffoldError(str(error)) from None
    return {**_OFFERED, **said}


def _scalar(name: str, text: str) -> str:
    try:
        return scalar(text)
    except UnwritableError as error:
        raise ScaffoldError(f"the {name} cannot be used: {error}") from None


def _new_file(desk: TargetSite, kind: str, id: str, values: Mapping[str, str]) -> Path:
    if id in desk.taken(kind):
        raise ScaffoldError(f"there is a {kind} '{id}' already")
    shown = f"{desk.content}/{_FOLDERS[kind]}/{id}.yml"
    path = desk.folder / shown
    write_new(path, _text(desk, kind, id, shown, values).encode())
    return path


def _text(desk: TargetSite, kind: str, id: str, shown: str, values: Mapping[str, str]) -> str:
    """A file's text, read back before it counts."""
    line = first_line(desk.folder, kind, shown)
    text = fill_template(template(f"entries/{kind}.yml"), {**values, "modeline": line})
    root, lines, problems = parse(text, shown)
    if root is not None and not problems:
        document = Document(id, shown, lines, root)
        _, problems = validate_document(document, _MODELS[kind])
        if kind == "term":
            problems += _prose_problems(desk, document)
    if problems:
        said = f"the {kind} cannot be written: {problems[0].message}"
        raise ScaffoldError(f"{said}. {problems[0].help}".strip())
    return text


def _prose_problems(desk: TargetSite, document: Document) -> list[Diagnostic]:
    """What a check would say of a term's definition: of what it cites above all."""
    from generator.resolve.glossary import Glossary  # noqa: PLC0415 - nothing else is resolved here
    from generator.resolve.prose import ProseResolver  # noqa: PLC0415

    resolver = ProseResolver(document, desk.quotations(), Glossary(()))
    resolver.read(("definition",), "definition", set())
    return [each for each in resolver.problems if each.severity is Severity.ERROR]
