"""Invented news stories, always the same.

`benchmarks.stories` writes them for our generator, `benchmarks.other_tools` for others.

A story has 5 sources of its own with 5 quotations each, as news stories have: a report is about one
event, and a site of thousands of stories has thousands of reports. It has 4 sections of 12
statements, a standfirst of 2 and 5 key points, 10 events, 5 countries with 2 roles each, 3 places
on the map and 2 disagreements; every fifth story has a correction, every tenth follows the one
before. The glossary of 60 terms is shared; every third statement has a term in it, and three
stories use every term. Story number n is the same however many there are.

Names, numbers and dates of a statement stand in what it cites, so that nothing is wrong with the
content. The second source of each story repeats a sentence of the first outside its quotations.
"""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterator, Sequence

from benchmarks.content import (
    Disagreement,
    Event,
    MapPlace,
    Participation,
    Quotation,
    Section,
    Source,
    Statement,
    Story,
    Term,
)  # fmt: skip

SEED = 7
TERMS = 60
SECTIONS, PARAGRAPHS, STATEMENTS = 4, 4, 3
SOURCES, QUOTATIONS = 5, 5
EVENTS, COUNTRIES, PLACES, KEY_POINTS = 10, 5, 3, 5
VOCABULARY = 20_000

_SYLLABLES = [a + b for a in "bdfgjklmnprstvz" for b in ("a", "e", "i", "o", "u")]
_SMALL = ("the", "of", "and", "in", "to", "with", "for", "on", "at", "by", "from", "as", "was", "a")
_OPENINGS = ("The", "In the", "After the", "With the", "From the", "By the")
# Words that mean something after all, such as numbers and countries.
_REAL = {
    "five",
    "nine",
    "zero",
    "mali",
    "peru",
    "togo",
    "fiji",
    "sudan",
    "kenija",
    "gabon",
    "papua",
    "fore",
}
_MONTH_NUMBERS = {
    "January": 1, "February": 2, "April": 4, "June": 6, "July": 7, "August": 8, "October": 10,
    "December": 12,
}  # fmt: skip
_MONTHS = tuple(_MONTH_NUMBERS)
_ROLES = ("led", "coordinated", "blocked-access", "provided-evidence", "referred", "arrested",
          "took-part")  # fmt: skip
_KINDS = ("organisation", "person", "place", "concept", "law")
_ENDINGS = ("Bureau", "Council", "Register", "Harbour")
# Countries with a point that lies in each.
LAND = {
    "AR": (-35, -65), "AU": (-25, 134), "BE": (50.6, 4.6), "BR": (-10, -52), "CA": (55, -105),
    "CN": (35, 103), "DE": (51, 10), "EG": (27, 29), "ES": (40, -4), "FR": (46.5, 2.5),
    "GB": (52.5, -1.5), "IN": (22, 79), "IT": (43, 12), "JP": (36, 138), "KE": (0.5, 38),
    "MX": (24, -102), "NL": (52.2, 5.5), "NO": (61, 9), "NZ": (-44, 171), "PL": (52, 19),
    "SE": (60, 15), "TR": (39, 35), "US": (40, -100), "ZA": (-29, 24),
}  # fmt: skip


class Language:
    """Invented words; the n-th commonest is n times as rare as the commonest."""

    def __init__(self) -> None:
        chance = random.Random(SEED)  # noqa: S311 - the same words each time
        made: dict[str, None] = {}
        while len(made) < VOCABULARY:
            made["".join(chance.choices(_SYLLABLES, k=chance.choice((2, 2, 3, 3, 4))))] = None
        self.words = [word for word in made if word not in _REAL]
        self.weights = list(itertools.accumulate(1 / (n + 3) for n in range(len(self.words))))
        self.topics = [self.words[300 + n] for n in range(20)]

    def some(self, chance: random.Random, count: int) -> list[str]:
        """That many words in a row, every third a small one."""
        picked = chance.choices(self.words, cum_weights=self.weights, k=count)
        for at in range(0, count, 3):
            picked[at] = chance.choice(_SMALL)
        return picked

    def title(self, chance: random.Random, count: int) -> str:
        """A heading without anything that needs a source."""
        return " ".join(["The", *chance.choices(self.words[:4000], k=count)])

    def name(self, chance: random.Random) -> str:
        """A name of two words."""
        return " ".join(word.capitalize() for word in chance.sample(self.words[2000:], 2))


def glossary(language: Language) -> list[Term]:
    """The terms, every other a name; their definitions cite sources of the first story."""
    chance = random.Random(f"{SEED}/glossary")  # noqa: S311
    cited = next(stories(1, language, ())).sources
    terms = []
    for at in range(TERMS):
        word = language.words[1000 + 7 * at]
        name = (
            f"{word.capitalize()} {chance.choice(_ENDINGS)}" if at % 2 else f"{word} {word[:2]}lo"
        )
        quotation = cited[at % SOURCES].quotations[at % QUOTATIONS]
        own = Statement("We use the word as the reports do.")
        body = ((Statement(_sentence(language, chance, (), 12), (quotation.id,)), own),)
        terms.append(Term(f"term-{at}", name, name + "ta", _KINDS[at % len(_KINDS)], body))
    return terms


def stories(count: int, language: Language, terms: Sequence[Term]) -> Iterator[Story]:
    """The stories from the first on."""
    for number in range(count):
        yield _Teller(number, language, terms).story()


def _day_in(text: str) -> str:
    """The day that a sentence names, as EDTF; nothing if it names none."""
    found = re.search(rf"\b(\d{{1,2}}) ({'|'.join(_MONTH_NUMBERS)}) (\d{{4}})\b", text)
    return f"{found[3]}-{_MONTH_NUMBERS[found[2]]:02}-{int(found[1]):02}" if found else ""


def _sentence(language: Language, chance: random.Random, claims: Sequence[str], words: int) -> str:
    """A sentence with the claims in it, each where a sentence goes on."""
    picked = language.some(chance, words)
    for at, claim in enumerate(claims):
        picked.insert(2 + 3 * at, claim)
    return f"{chance.choice(_OPENINGS)} {' '.join(picked)}."


def _in_turn(words: Sequence[str], start: int) -> Iterator[str] | None:
    """The words again and again, so that three stories have used each."""
    return itertools.islice(itertools.cycle(words), start % len(words), None) if words else None


class _Teller:
    """Tells one story."""

    def __init__(self, number: int, language: Language, terms: Sequence[Term]) -> None:
        self.number, self.language = number, language
        self.chance = random.Random(f"{SEED}/{number}")  # noqa: S311
        self.names = [language.name(self.chance) for _ in range(8)]
        self.proper = _in_turn([t.term for t in terms if t.term[0].isupper()], 10 * number)
        self.common = _in_turn([t.term for t in terms if t.term[0].islower()], 27 * number)
        self.year = 2000 + number % 25
        self.countries = self.chance.sample(sorted(LAND), COUNTRIES)
        self.sources = self._sources()
        self.cited = [q for source in self.sources for q in source.quotations]
        self.next = 0

    def story(self) -> Story:
        chance, number = self.chance, self.number
        topics = tuple(chance.sample(self.language.topics, 2))
        sections = tuple(
            Section(
                f"part-{at}",
                self.language.title(chance, 3),
                tuple(self._paragraph(STATEMENTS) for _ in range(PARAGRAPHS)),
            )
            for at in range(SECTIONS)
        )
        changed = sections[0].body[0][0].text
        return Story(
            slug=f"story-{number}",
            title=self.language.title(chance, 5),
            published=f"{self.year + 1}-05-{1 + number % 28:02}",
            topics=topics,
            follows=f"story-{number - 1}" if number % 10 == 9 else "",
            standfirst=(self._paragraph(2),),
            key_points=(self._paragraph(KEY_POINTS),),
            sections=sections,
            events=tuple(self._event(at) for at in range(EVENTS)),
            participations=tuple(
                Participation(
                    country,
                    tuple((role, (self._paragraph(1),)) for role in chance.sample(_ROLES, 2)),
                )
                for country in self.countries
            ),
            places=tuple(self._place(at) for at in range(PLACES)),
            disagreements=tuple(self._disagreement(at) for at in range(2)),
            correction=changed.rstrip(".") if number % 5 == 0 else "",
            sources=tuple(self.sources),
        )

    def _sources(self) -> list[Source]:
        shared = _sentence(self.language, self.chance, self.names[:1], 40)
        return [self._source(at, shared if at < 2 else "") for at in range(SOURCES)]

    def _source(self, at: int, shared: str) -> Source:
        chance, number = self.chance, self.number
        quotations = tuple(self._quotation(at, n) for n in range(QUOTATIONS))
        told = [shared] if shared else []
        for quotation in quotations:
            told.append(_sentence(self.language, chance, [chance.choice(self.names)], 24))
            says = f'"{quotation.exact}," said {quotation.speaker}, {quotation.role}.'
            told.append(says if quotation.speaker else f"{quotation.exact}.")
        told.append(_sentence(self.language, chance, [], 24))
        publisher = f"{self.names[at].split()[0]} Post"
        title = self.language.title(chance, 4)
        return Source(
            id=f"report-{number}-{at}",
            title=title,
            publisher=publisher,
            short=f"{publisher} {number}-{at}",
            published=f"{self.year}-{1 + 2 * at:02}-{1 + number % 28:02}",
            url=f"https://paper-{at}.example/{number}/report",
            quotations=quotations,
            copy="\n\n".join([title, *told]) + "\n",
        )

    def _quotation(self, source: int, at: int) -> Quotation:
        chance = self.chance
        claims = [chance.choice(self.names)]
        if at % 2:
            claims.append(str(chance.randint(13, 999)))
        if at == 2:
            claims.append(f"{chance.randint(1, 28)} {chance.choice(_MONTHS)} {self.year}")
        if at % 3 == 1 and self.proper:
            claims.append(next(self.proper))
        exact = _sentence(self.language, chance, claims, chance.randint(10, 24)).rstrip(".")
        id = f"q-{self.number}-{source}-{at}"
        if at < 3:
            return Quotation(id, exact, tuple(claims))
        # The first two reports let the same person say the same, in other words.
        same = f"q-{self.number}-1-{at}" if at == 3 and source == 0 else ""
        who = self.names[-1 if at == 3 and source < 2 else source]
        return Quotation(id, exact, tuple(claims), who, "keeper of the harbour", same)

    def _paragraph(self, count: int) -> tuple[Statement, ...]:
        return tuple(self._statement() for _ in range(count))

    def _statement(self) -> Statement:
        """The next statement: each cites the next quotation, every third a second one."""
        at, self.next = self.next, self.next + 1
        chance = self.chance
        term = [next(self.common)] if at % 3 == 0 and self.common else []
        length = chance.randint(8, 18)
        if at % 12 == 11:
            return Statement(_sentence(self.language, chance, term, length))
        first = self.cited[at % len(self.cited)]
        cites = (first, chance.choice(self.cited)) if at % 3 == 1 else (first,)
        ids = tuple(dict.fromkeys(quotation.id for quotation in cites))
        return Statement(_sentence(self.language, chance, [*first.claims, *term], length), ids)

    def _event(self, at: int) -> Event:
        country = self.countries[at % COUNTRIES]
        date = f"{self.year}-{1 + at:02}-{1 + self.number % 28:02}"
        title = self.language.title(self.chance, 2)
        text = self._paragraph(1)
        named = _day_in(text[0].text)
        return Event(f"event-{at}", named or date, title, country, self.names[at % 8], (text,))

    def _place(self, at: int) -> MapPlace:
        country = self.countries[at]
        latitude, longitude = LAND[country]
        return MapPlace(
            f"place-{at}", self.names[at], country, latitude, longitude, (self._paragraph(1),)
        )

    def _disagreement(self, at: int) -> Disagreement:
        question = self.language.title(self.chance, 4) + "?"
        answers = ((self._paragraph(1),), (self._paragraph(1),))
        reading = Statement(_sentence(self.language, self.chance, [], 12))
        return Disagreement(f"question-{at}", question, answers, ((reading,),))
