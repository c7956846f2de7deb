"""`content/glossary/ID.yml`: one term."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from generator.model.base import Id, Model, Prose, Text, WebAddress


class TermKind(StrEnum):
    """What a term names."""

    ORGANISATION = "organisation"
    OUTLET = "outlet"
    PERSON = "person"
    PLACE = "place"
    PLATFORM = "platform"
    CONCEPT = "concept"
    LAW = "law"
    OTHER = "other"


class CaseRule(StrEnum):
    """How capitals count when a term is looked for in the prose.

    `smart`: a spelling with a capital in it must stand just so, one without stands in any case.
    """

    SMART = "smart"
    EXACT = "exact"
    ANY = "any"


class Term(Model):
    """A glossary term. Its id is the file's name.

    It is a schema.org DefinedTerm.
    """

    NOUN: ClassVar[str] = "term"
    term: Text = Field(description="The term, as the site writes it.", examples=["Amaq"])
    aliases: list[Text] = Field(
        [], description="Other spellings and names that mean the same.", examples=[["Aamaq"]]
    )
    kind: TermKind = Field(description="What the term names.")
    case: CaseRule = Field(
        CaseRule.SMART,
        description="How capitals count when the term is looked for. `exact`: they must be the "
        "same; `any`: they do not count; `smart`, which holds where nothing is said: a spelling "
        "with a capital in it must stand just so, one without is found in any case.",
    )
    definition: Prose = Field(
        description="What it is, as statements with citations.",
        examples=["An outlet that two reports call an agency. [@ap-amaq]"],
    )
    same_as: list[WebAddress] = Field(
        [],
        description="The same thing elsewhere, as on Wikidata.",
        examples=[["https://www.wikidata.org/entity/Q42"]],
    )
    see_also: list[Id] = Field(
        [], description="Ids of terms to read next.", examples=[["telegram"]]
    )
