"""Where a story comes from, as PROV-JSON (https://www.w3.org/submissions/prov-json/).

Entities are the story, its statements, the quotations, the reports, and the archived copies with
their digests; activities are the capture of each copy and the editing; agents are the site's
publisher, the outlets and agencies, the primary sources and the speakers.

No time is told, for the content has none: its dates are attributes of the entities.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from generator.digests import sha256_hex
from generator.index import StoryHistory
from generator.model import words_language
from generator.model.dates import parse_date
from generator.render.exports.common import (
    Addresses,
    Json,
    addresses,
    base_address,
    cited_quotations,
    cited_sources,
    iso_date,
    json_file,
    language,
    sentences,
    story_path,
    without_empty,
)
from generator.render.exports.speakers import SpeakerKind, speaker_kind, speaker_kinds
from generator.render.html import quotation_anchor
from generator.render.page import DataFile
from generator.render.views import Renderer, source_address, story_address, version_address
from generator.resolve import QuotationEntry, ResolvedStory, SourceEntry

_XSD = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}
_SHORT = {
    "wasGeneratedBy": "g", "used": "u", "wasDerivedFrom": "d", "wasAttributedTo": "t",
    "wasAssociatedWith": "a", "wasInfluencedBy": "i", "specializationOf": "s", "hadMember": "m",
}  # fmt: skip
_HOST = re.compile(r"[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*")


def story_prov(renderer: Renderer, story: ResolvedStory) -> DataFile:
    """`stories/SLUG.prov.json`."""
    path = story_path(story, "prov.json")
    base = base_address(renderer) or _tag(renderer, story)
    # Names are told by their path in the site, whatever it is called.
    document = _Document(addresses(renderer, "index.html"), renderer)
    document.story(story)
    for entry in cited_sources(renderer, story):
        document.report(entry)
    kinds = speaker_kinds(renderer, story)
    for id in cited_quotations(story):
        document.quotation(renderer.site.quotations[id], kinds)
    document.statements(story)
    if history := renderer.site.histories.get(story.slug):
        document.versions(story, history)
    prefixes = {
        "site": base,
        "doc": f"{base}{path}#",
        "schema": "https://schema.org/",
        "edtf": "http://id.loc.gov/datatypes/edtf/",
        **{prefix: base + start for start, prefix in document.pages.items()},
    }
    return json_file(path, {"prefix": prefixes, **document.parts}, story)


def _tag(renderer: Renderer, story: ResolvedStory) -> str:
    """What names begin with where the site has no address: a tag: URI (RFC 4151).

    It is made of the host of the contact and the day on which the story was published.
    """
    contact = urlsplit(renderer.site.settings.contact)
    host = contact.hostname or contact.path.rpartition("@")[2]
    host = host.lower() if _HOST.fullmatch(host) else "localhost"
    return f"tag:{host},{parse_date(story.story.published).first.isoformat()}:"


@dataclass(slots=True)
class _Document:
    """What has been told so far: kind of record → id → record.

    Relations have blank ids, numbered in the order in which they are told. `pages` are the prefixes
    of the pages that have anchors, by what those anchors' addresses begin with in the site.
    """

    to: Addresses
    renderer: Renderer
    parts: dict[str, dict[str, Json]] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    _quoted: dict[str, str] = field(default_factory=dict, init=False)

    def story(self, story: ResolvedStory) -> None:
        """The story, its editing, and the site's publisher."""
        settings, content = self.renderer.site.settings, story.story
        id, editing = self._site(story_address(story.slug)), "doc:editing"
        publisher = self._agent(settings.publisher.name, SpeakerKind.ORGANISATION)
        self._add(
            "entity",
            id,
            **{
                "prov:label": _text(content.title, language(self.renderer, story)),
                "prov:type": [_name("schema:Article"), _name("prov:Collection")],
                "schema:datePublished": _date(content.published),
                "schema:dateModified": _date(content.updated),
            },
        )
        self._add("activity", editing, **{"prov:label": "editing"})
        self._relate("wasGeneratedBy", entity=id, activity=editing)
        self._relate("wasAttributedTo", entity=id, agent=publisher)
        self._relate("wasAssociatedWith", activity=editing, agent=publisher)

    def report(self, entry: SourceEntry) -> None:
        """A report, whoever brought it out or wrote it, and its archived copy."""
        source, id = entry.source, f"doc:report.{entry.id}"
        settings = self.renderer.site.settings
        self._add(
            "entity",
            id,
            **{
                "prov:label": _text(source.title, source.language or settings.language),
                "prov:type": _name("schema:CreativeWork"),
                "prov:location": _address(source.url),
                "schema:datePublished": _date(source.published),
                "schema:archivedAt": _address(source.archive_url) if source.archive_url else None,
                "schema:subjectOf": _name(self._site(source_address(entry.id))),
            },
        )
        outlets = filter(None, (source.publisher, source.origin))
        for name in dict.fromkeys(outlets):
            agent = self._agent(name, SpeakerKind.ORGANISATION)
            self._relate("wasAttributedTo", entity=id, agent=agent)
        for name in source.author:
            self._relate("wasAttributedTo", entity=id, agent=self._agent(name))
        for name in source.upstream:
            self._relate("wasInfluencedBy", influencee=id, influencer=self._agent(name))
        if source.digest:
            self._copy(entry, id, source.digest)

    def _copy(self, entry: SourceEntry, report: str, digest: str) -> None:
        copy, capture = f"doc:copy.{entry.id}", f"doc:capture.{entry.id}"
        publisher = self._agent(self.renderer.site.settings.publisher.name)
        self._add(
            "entity",
            copy,
            **{
                "prov:type": _name("schema:MediaObject"),
                "schema:name": entry.source.archived_as,
                "schema:sha256": digest.removeprefix("sha256:"),
            },
        )
        seen = _date(entry.source.accessed)
        self._add(
            "activity",
            capture,
            **{"prov:label": "capture", "schema:dateCreated": seen},
        )
        self._relate("used", activity=capture, entity=report)
        self._relate("wasGeneratedBy", entity=copy, activity=capture)
        self._relate("wasAssociatedWith", activity=capture, agent=publisher)
        self._relate(
            "wasDerivedFrom",
            generatedEntity=copy, usedEntity=report, activity=capture,
        )  # fmt: skip
        self._relate("specializationOf", specificEntity=copy, generalEntity=report)

    def quotation(self, entry: QuotationEntry, kinds: dict[str, SpeakerKind]) -> None:
        """A quotation, the report (or its copy) that it was taken from, and who speaks."""
        quotation, settings = entry.quotation, self.renderer.site.settings
        source = self.renderer.site.sources[entry.source].source
        anchor = quotation_anchor(quotation.id)
        id = self._quoted[quotation.id] = self._site(source_address(entry.source), anchor)
        self._add(
            "entity",
            id,
            **{
                "prov:type": _name("schema:Quotation"),
                "prov:value": _text(quotation.exact, words_language(quotation, source, settings)),
            },
        )
        origin = f"doc:{'copy' if source.digest else 'report'}.{entry.source}"
        self._relate(
            "wasDerivedFrom",
            generatedEntity=id, usedEntity=origin, type=_name("prov:Quotation"),
        )  # fmt: skip
        if quotation.speaker:
            kind = speaker_kind(kinds, quotation.speaker, quotation.role)
            self._relate("wasAttributedTo", entity=id, agent=self._agent(quotation.speaker, kind))
        if quotation.attributed_to:
            agent = self._agent(
                quotation.attributed_to, speaker_kind(kinds, quotation.attributed_to, None)
            )
            self._relate("wasInfluencedBy", influencee=id, influencer=agent)
        self._relate("used", activity="doc:editing", entity=id)

    def statements(self, story: ResolvedStory) -> None:
        """The statements and what they rest on; what one only compares is an influence."""
        page = story_address(story.slug)
        words, spoken = sentences(self.renderer, story), language(self.renderer, story)
        members: list[str] = []
        for statement in story.statements():
            id = self._site(page, statement.anchor)
            members.append(id)
            self._add(
                "entity",
                id,
                **{
                    "prov:type": _name("schema:Claim"),
                    "prov:value": _text(words[statement.anchor], spoken),
                },
            )
            self._relate("wasGeneratedBy", entity=id, activity="doc:editing")
            for quotation in statement.supporting:
                used = self._quoted[quotation]
                self._relate("wasDerivedFrom", generatedEntity=id, usedEntity=used)
            for quotation in statement.compared:
                self._relate("wasInfluencedBy", influencee=id, influencer=self._quoted[quotation])
        # One record, since PROV-JSON lets it name all members.
        self._relate("hadMember", collection=self._site(page), entity=members)

    def versions(self, story: ResolvedStory, history: StoryHistory) -> None:
        """The published versions, each a revision of the one before."""
        before = ""
        for number, version in enumerate(history.versions, 1):
            id = self._site(version_address(story.slug, number))
            self._add(
                "entity",
                id,
                **{
                    "prov:type": _name("schema:Article"),
                    "schema:version": str(number),
                    "schema:datePublished": _date(version.date),
                    "schema:sha256": version.digest.removeprefix("sha256:"),
                },
            )
            article = self._site(story_address(story.slug))
            self._relate("specializationOf", specificEntity=id, generalEntity=article)
            if before:
                self._relate(
                    "wasDerivedFrom",
                    generatedEntity=id, usedEntity=before, type=_name("prov:Revision"),
                )  # fmt: skip
            before = id

    def _site(self, address: str, anchor: str = "") -> str:
        page = self.to.page(address).removeprefix(self.to.base)
        if not anchor:
            return f"site:{page}"
        return f"{self.pages.setdefault(f'{page}#', f'p{len(self.pages) + 1}')}:{anchor}"

    def _agent(self, name: str, kind: SpeakerKind = SpeakerKind.UNKNOWN) -> str:
        """The id of an agent, which is told the first time. One name is one agent."""
        id = f"doc:agent.{sha256_hex(name)[:12]}"
        known = self.parts.get("agent", {}).get(id, {})
        type = _name(f"prov:{kind}") if kind else None
        self._add("agent", id, **{"prov:type": type, "prov:label": name, **known})
        return id

    def _add(self, part: str, id: str, **attributes: object) -> None:
        self.parts.setdefault(part, {})[id] = without_empty(**attributes)

    def _relate(self, relation: str, **ends: object) -> None:
        rows = self.parts.setdefault(relation, {})
        # A name of its own for each relation: blank ids are one's throughout a document.
        id = f"_:{_SHORT[relation]}{len(rows) + 1}"
        rows[id] = {f"prov:{end}": to for end, to in ends.items()}


def _name(name: str) -> Json:
    return {"$": name, "type": "prov:QUALIFIED_NAME"}


def _address(address: str) -> Json:
    return {"$": address, "type": "xsd:anyURI"}


def _text(text: str, language: str | None) -> str | Json:
    return {"$": text, "lang": language} if language else text


def _date(text: str | None) -> Json | None:
    if not text:
        return None
    exact = iso_date(text)
    return {"$": text, "type": _XSD[len(exact)] if exact else "edtf:EDTF-level1"}
