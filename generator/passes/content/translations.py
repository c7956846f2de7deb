"""Files of translations: first those that others need, then those of sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from generator.diagnostics import Diagnostic, Place, Severity
from generator.index import Row, StoredIndex, TranslationState, row
from generator.load import STORY_FILE, Document, Trail, TranslationFile, read_document
from generator.model import Status, Story, TranslatedText, Translation
from generator.passes.addresses import recorded_addresses
from generator.passes.content.common import quoted_words_problems
from generator.passes.job import Desk, Findings, Job, Outcome, desk
from generator.passes.reading import read_model
from generator.prose import read_words
from generator.resolve import Statement
from generator.resolve.translations import (
    Binding,
    Bound,
    Original,
    bind,
    site_texts,
    source_texts,
    story_texts,
    term_texts,
    translated_statement,
)
from generator.validate import valid_entries
from generator.verify.figure_problems import unsupported_figures
from generator.verify.figures import same_language
from generator.verify.near_miss import word_changes
from generator.verify.translated import differing_figures, misspelt_names

Task = tuple[TranslationFile, bytes]
# So much of what is stale is told sentence by sentence; the rest is counted.
_MOST_TOLD = 20


def source_translation(job: Job, task: Task) -> Outcome:
    """The translations of a source's quotations, and of what is said of them."""
    file, key = task
    index = desk(job).index()
    model, document, problems = _read(job, index, file)
    rows: list[Row] = []
    later: list[Diagnostic] = []
    record = index.table("source").get(file.id)
    if model and document and record and index.has_settings:
        source = record.entry.source
        own = source.language or index.settings.language
        skip = {
            f"{each.id}.words"
            for each in source.quotations
            if same_language(each.language or own, file.language)
        }
        texts = [each for each in source_texts(source) if each.key not in skip]
        binding = bind(model, texts)
        written_in = {f"{each.id}.words": each.language or own for each in source.quotations}
        for each in binding.bound:
            words = written_in.get(each.original.key, index.settings.language)
            later += differing_figures(each, document, file.language, words, source.published)
        later += _standing(binding, document, model.texts)
        given = {each.original.key: each.entry.text or "" for each in binding.bound}
        rows = [row("translated source", file.key, given, file.shown), _state(file, binding)]
    return _outcome(file, key, index, problems, rows, later)


def term_names(job: Job, task: Task) -> Outcome:
    """How a term is spelled in another language."""
    file, key = task
    index = desk(job).index()
    model, _, problems = _read(job, index, file)
    rows = []
    if model:
        term = model.texts.get("term")
        names = tuple(filter(None, (term and term.text, *model.aliases)))
        rows = [row("translated term", file.key, names, file.shown)]
    return _outcome(file, key, index, problems, rows, ())


def sentence_translation(job: Job, task: Task) -> Outcome:
    """The texts of a story, a term or the site, held against the originals and what these cite."""
    file, key = task
    work = desk(job)
    index = work.index(file.language)
    # What is wrong with a term's file has been told where its names were read.
    model, document, problems = _read(job, index, file)
    if file.kind == "term":
        problems = []
        if model and document:
            problems += _claimed_names(work, index, model, document, file)
    rows: list[Row] = []
    later: list[Diagnostic] = []
    is_read = model and document and index.has_settings
    originals = _originals(job, index, file) if is_read else None
    if model and document and originals is not None:
        binding = bind(model, originals)
        rows = [_state(file, binding)]
        if not job.is_reading:
            problems_of_marks, statements = _statements(work, index, binding, document)
            problems += problems_of_marks
            later = [
                *_standing(binding, document, model.texts),
                *_differing(work, index, binding, document, file),
                *_stale_corrections(binding, document),
                *unsupported_figures(
                    statements,
                    document,
                    work.library(index, file.language),
                    _defined(file),
                    with_names=False,
                ),
                *quoted_words_problems(work, index, statements, document, file.language),
            ]
    if document and file.kind == "story":
        problems += _of_story(job, index, document, file)
    return _outcome(file, key, index, problems, rows, later)


def _of_story(
    job: Job, index: StoredIndex, document: Document, file: TranslationFile
) -> Iterator[Diagnostic]:
    """Why a story should not be translated yet."""
    line = index.stories.get(file.id)
    if line is None:
        # The index does not have drafts unless they are shown, nor stories with mistakes.
        own = _document(job, str(PurePosixPath(file.shown).parent / STORY_FILE), file.id)
        story = next(iter(valid_entries([own] if own else [], Story)), None)
        is_draft = story is not None and story.model.status is Status.DRAFT
    else:
        is_draft = line.is_draft
    if is_draft:
        message = "the story is a draft: its translation is shown nowhere"
        yield document.problem("draft-translation", document.place(()), message)
    elif line and recorded_addresses(index, file.id) is None:
        message = f"the addresses of the sentences of '{file.id}' are not recorded"
        advice = f"Run 'explainer addresses {file.id} --write'."
        yield document.problem("unaddressed-translation", document.place(()), message, advice)


def _claimed_names(
    work: Desk,
    index: StoredIndex,
    model: Translation,
    document: Document,
    file: TranslationFile,
) -> Iterator[Diagnostic]:
    """The spellings of a term that another one has in the same language."""
    term = model.texts.get("term")
    names: list[tuple[Trail, str]] = [
        (("aliases", at), alias) for at, alias in enumerate(model.aliases)
    ]
    if term and term.text:
        names.insert(0, (("texts", "term", "text"), term.text))
    glossary = work.glossary(index)
    for trail, name in names:
        owner = glossary.term_of(name)
        if owner not in ("", file.id):
            message = f"'{name}' belongs to the term '{owner}' already"
            yield document.problem("duplicate-alias", document.place(trail), message)


def _read(
    job: Job, index: StoredIndex, file: TranslationFile
) -> tuple[Translation | None, Document | None, list[Diagnostic]]:
    model, document, _, problems = read_model(job.folder, file, Translation)
    if document is None:
        return None, None, problems
    if index.has_settings and file.language not in index.settings.languages:
        is_own = file.language == index.settings.language
        message = (
            f"'{file.language}' is the language of the originals"
            if is_own
            else f"'site.yml' does not name '{file.language}' among 'languages'"
        )
        advice = "Write it into the original." if is_own else ""
        problem = document.problem("unlisted-language", document.place(()), message, advice)
        problems.append(problem)
    return model, document, problems


def _originals(job: Job, index: StoredIndex, file: TranslationFile) -> list[Original] | None:
    """The texts of the original, in order; None if it is not shown, or has mistakes.

    What the index has of it changes with any line of its file, which is read once more.
    """
    if file.kind == "site":
        return list(site_texts(index.settings))
    if file.kind == "term":
        term = index.terms.get(file.id)
        document = _document(job, term.place.file, file.id) if term else None
        return list(term_texts(term, document)) if term and document else None
    story = index.documents.get(file.id)
    document = _document(job, story.place.file, file.id) if story else None
    return list(story_texts(story, document)) if story and document else None


def _document(job: Job, shown: str, id: str) -> Document | None:
    return read_document(job.folder / Path(shown), job.folder, id, [])


def _defined(file: TranslationFile) -> str:
    return file.id if file.kind == "term" else ""


def _statements(
    work: Desk, index: StoredIndex, binding: Binding, document: Document
) -> tuple[list[Diagnostic], list[Statement]]:
    """The sentences in their language, and what is wrong with how they are written.

    A sentence that is stale is left out: the original comes first.
    """
    glossary = work.glossary(index)
    problems, statements = list[Diagnostic](), list[Statement]()
    for each in binding.bound:
        if each.original.statement:
            statement, wrong = translated_statement(each, document, glossary, set())
            problems += wrong
            if statement and not each.is_stale:
                statements.append(statement)
    return problems, statements


def _differing(
    work: Desk, index: StoredIndex, binding: Binding, document: Document, file: TranslationFile
) -> Iterator[Diagnostic]:
    story = index.stories.get(file.id) if file.kind == "story" else None
    written_in = (story and story.language) or index.settings.language
    published = story.published if story else index.newest
    of_terms = work.term_names(index)
    for each in binding.bound:
        yield from differing_figures(each, document, file.language, written_in, published)
        statement = each.original.statement
        cited = _cited_names(index, statement) if statement else ()
        yield from misspelt_names(each, document, cited, of_terms)


def _cited_names(index: StoredIndex, statement: Statement) -> Iterator[str]:
    """The names of those who speak in what a sentence cites, of its authors and outlets."""
    for id in statement.quotations:
        entry = index.quotations.get(id)
        source = index.sources.get(entry.source) if entry else None
        if entry and source:
            yield entry.quotation.speaker or ""
            yield from (source.source.publisher, source.source.short, *source.source.author)


def _stale_corrections(binding: Binding, document: Document) -> Iterator[Diagnostic]:
    """The corrections whose new words stand in no sentence of the translation."""
    wanted = [
        each
        for each in binding.bound
        if each.original.key.startswith("correction.") and each.original.key.endswith(".now")
    ]
    texts = [
        " ".join(read_words(each.entry.text or "").split())
            for each in binding.bound if each.original.statement
    ] if wanted else []  # fmt: skip
    for each in wanted:
        words = " ".join((each.entry.text or "").split())
        if not any(words in text for text in texts):
            message = "no sentence of the translation has these words"
            yield document.problem("stale-correction", _place(document, each), message)


def _standing(
    binding: Binding, document: Document, texts: Mapping[str, TranslatedText]
) -> Iterator[Diagnostic]:
    """What is stale, word by word, and what is left over."""
    leads = {
        former: each.original.key
        for each in binding.bound
        if each.original.statement
        for former in each.original.statement.former
    }
    for at, each in enumerate(binding.stale):
        if at == _MOST_TOLD:
            message = f"{len(binding.stale) - at} more translations of this file are stale"
            yield document.problem("stale-translation", _place(document, each), message)
            break
        yield _stale(each, document)
    key_of = {" ".join(each.original.text.split()): each.key for each in binding.bound}
    for key in binding.left_over:
        message = f"the original has no '{key}'"
        of = " ".join(texts[key].made_from.split())
        if key in leads:
            message += f"; its address leads to '{leads[key]}' now"
        elif of in key_of:
            message += f", and what it translates is translated at '{key_of[of]}'"
        name = document.key(("texts", key))
        place = document.place_of(name) if name else document.place(("texts", key))
        yield document.problem("leftover-translation", place, message)


def _stale(each: Bound, document: Document) -> Diagnostic:
    changes = " ".join(word_changes(each.was, each.original.text))
    message = f"the original of '{each.key}' has changed{f': {changes}' if each.was else ''}"
    return document.problem("stale-translation", _place(document, each), message)


def _place(document: Document, each: Bound) -> Place:
    return document.place(("texts", each.key, "text"))


def _state(file: TranslationFile, binding: Binding) -> Row:
    state = TranslationState(
        kind=file.kind,
        id=file.id,
        language=file.language,
        translated=len(binding.bound),
        stale=len(binding.stale),
        missing=len(binding.missing),
        left_over=len(binding.left_over),
    )
    # Each stage has tables of its own.
    table = "source translation" if file.kind == "source" else "translation"
    return row(table, f"{file.kind}/{file.key}", state, file.shown)


def _outcome(
    file: TranslationFile,
    key: bytes,
    index: StoredIndex,
    problems: Sequence[Diagnostic],
    rows: Iterable[Row],
    later: Iterable[Diagnostic],
) -> Outcome:
    is_valid = not any(each.severity is Severity.ERROR for each in problems)
    found = Findings(tuple(problems), later=tuple(later), is_valid=is_valid)
    return Outcome(file.shown, key, tuple(rows), frozenset(index.asked), found)
