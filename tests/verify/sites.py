"""What is found unsupported where one statement cites one quotation; no file is read for it."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from generator.diagnostics import Place
from generator.model import Quotation, Source, Term
from generator.prose import Text
from generator.resolve import QuotationEntry, SourceEntry, Statement
from generator.verify.figures import Unsupported, read_site, unsupported

PLACE = Place("a.yml", 1, 1, 1)


@dataclass(frozen=True)
class Spoken:
    """What can be cited, in memory."""

    settings: Any
    quotations: dict[str, QuotationEntry]
    sources: dict[str, SourceEntry]
    terms: dict[str, Any]


def site_with(
    exact: str,
    *,
    language: str = "en",
    site: str = "en",
    translation: str = "",
    published: str = "2021-02-01",
    publisher: str = "Umbra",
    title: str = "Umbra",
    terms: tuple[str, ...] = (),
) -> Spoken:
    """A site with one quotation, "words"."""
    quotation = Quotation.model_construct(
        **{name: field.get_default() for name, field in Quotation.model_fields.items()}
    ).model_copy(update={"id": "words", "exact": exact, "translation": translation or None})
    source = Source.model_construct(
        **{name: field.get_default() for name, field in Source.model_fields.items()}
    ).model_copy(
        update={"title": title, "publisher": publisher, "short": publisher, "author": [],
                "published": published, "language": language, "quotations": [quotation]}
    )  # fmt: skip
    term_models = {
        f"t{at}": SimpleNamespace(term=Term.model_construct(term=term, aliases=[]))
        for at, term in enumerate(terms)
    }
    return Spoken(
        SimpleNamespace(language=site),
        {"words": QuotationEntry(quotation, "post", PLACE, PLACE)},
        {"post": SourceEntry("post", source, PLACE)},
        term_models,
    )


def reports(text: str, exact: str, **options: Any) -> list[Unsupported]:
    """What is reported of `text`, which cites `exact`; options are those of `site_with`."""
    site = site_with(exact, **options)
    evidence_index = read_site(site, site.settings.language)
    assert evidence_index
    statement = Statement("s1", (Text(text),), ("words",), editor=False, derived="", place=PLACE)
    return list(unsupported(evidence_index, [statement]))


def found(text: str, exact: str, **options: Any) -> list[str]:
    """The words of `text` that do not stand in `exact`."""
    return [each.text for each in reports(text, exact, **options)]
