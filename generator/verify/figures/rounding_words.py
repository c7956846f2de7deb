"""Words by which a number is said to be rounded, by language."""

from __future__ import annotations

from collections.abc import Mapping

ROUNDING: Mapping[str, tuple[str, str, str]] = {
    "ja": ("(?!)", "(?!)", "約|およそ|ほぼ"),
    "zh": ("超过|逾|至少", "近|不足|不到", "约|大约|将近"),
    "ko": ("(?!)", "거의", "약|대략"),
    "hi": ("(?!)", "(?!)", "लगभग|क़रीब|करीब|तक़रीबन"),
    "en": (
        r"more than|over|at least|above|upwards of|exceeding|exceeded|beyond",
        (
            r"less than|fewer than|under|almost|nearly|close to|up to|at most|below|"
            r"not quite|just under"
        ),
        r"about|around|roughly|some|approximately|circa|an estimated|estimated at",
    ),
    "de": (
        (
            r"mehr als|über|mindestens|wenigstens|gut|nicht weniger als|oberhalb von|"
            r"jenseits von"
        ),
        r"weniger als|fast|beinahe|nahezu|knapp|unter|bis zu|höchstens|annähernd|maximal",
        r"rund|etwa|ungefähr|circa|ca\.|gegen|um die|schätzungsweise|an die|zirka",
    ),
    "fr": (
        r"plus d[eu]|plus d’|plus d'|au moins|au-delà de|dépasse|dépassent|dépassé|passé",
        (
            r"moins d[eu]|moins d’|moins d'|près de|près d’|près d'|presque|jusqu’à|jusqu'à|"
            r"à peine|au plus"
        ),
        r"environ|autour de|quelque|à peu près|vers",
    ),
    "es": (
        r"más del?|al menos|por lo menos|por encima de|supera|superan|superó|superado",
        r"menos del?|casi|cerca de|hasta|por debajo de|como máximo|no llega a|no llegan a",
        r"unos|unas|alrededor de|en torno a|aproximadamente|cerca de|sobre",
    ),
    "nl": (
        r"meer dan|ruim|minstens|minimaal|boven de|ten minste|over de",
        r"minder dan|bijna|haast|hooguit|maximaal|onder de|tot|krap",
        r"ongeveer|zo’n|zo'n|circa|rond de|omstreeks|een kleine|pakweg|rond",
    ),
    "it": (
        r"più di|oltre|almeno|supera|superano|superato",
        r"meno di|quasi|fino a|sotto|al massimo",
        r"circa|intorno a|attorno a|approssimativamente",
    ),
    "pt": (
        r"mais de|pelo menos|acima de|ao menos|ultrapassa|superou",
        r"menos de|quase|até|abaixo de",
        r"cerca de|aproximadamente|por volta de|em torno de|uns|umas|perto de",
    ),
    "ar": (
        (
            r"أكثر من|ما يزيد على|ما يزيد عن|ما لا يقل عن|لا تقل عن|لا يقل عن|فوق|تجاوز|"
            r"تجاوزت|يتجاوز|تتجاوز|يزيد على|تزيد على|بأكثر من|لأكثر من|"
            r"ل?ا? ?[تي]قل(?: \S+){0,2} عن"
        ),
        r"أقل من|ما يقرب من|قرابة|زهاء|حوالى|بأقل من|دون",
        r"نحو|حوالي|قرابة|زهاء|ما يقارب|بنحو|بحوالي|تقريبا",
    ),
    "ru": (
        r"более|больше|свыше|превысил\w*|превыша\w+|не менее|как минимум",
        r"менее|меньше|почти|до|не более|чуть менее",
        r"около|примерно|порядка|приблизительно",
    ),
    "uk": (
        r"понад|більше|більш ніж|більше ніж|щонайменше",
        r"менше|майже|до|менш ніж",
        r"близько|приблизно|біля|орієнтовно",
    ),
    "pl": (
        r"ponad|więcej niż|co najmniej|przeszło|powyżej",
        r"mniej niż|prawie|niemal|do|poniżej|niespełna",
        r"około|ok\.|mniej więcej|blisko",
    ),
    "cs": (
        r"více než|přes|nejméně|alespoň",
        r"méně než|téměř|skoro|necelých|do",
        r"asi|kolem|zhruba|přibližně",
    ),
    "sv": (
        r"mer än|över|minst|drygt|fler än",
        r"mindre än|nästan|knappt|färre än|närmare|upp till",
        r"omkring|ungefär|cirka|runt|kring",
    ),
    "da": (
        r"mere end|over|mindst|godt|flere end",
        r"mindre end|næsten|knap|færre end|op til",
        r"omkring|cirka|omtrent|rundt regnet",
    ),
    "nb": (
        r"mer enn|over|minst|drøyt|flere enn",
        r"mindre enn|nesten|knapt|færre enn|opptil",
        r"omkring|cirka|omtrent|rundt",
    ),
    "fi": (
        r"yli|vähintään|enemmän kuin|runsaat|reilut",
        r"alle|lähes|melkein|enintään|vajaat",
        r"noin|suunnilleen",
    ),
    "tr": (
        r"den fazla|aşkın|en az|üzerinde",
        r"yaklaşık|neredeyse|den az|en fazla",
        r"yaklaşık|civarında|kadar",
    ),
    "el": (
        r"πάνω από|περισσότερα από|περισσότεροι από|τουλάχιστον|περισσότερες από",
        r"λιγότερα από|σχεδόν|κάτω από|έως|λιγότεροι από",
        r"περίπου|γύρω στα|γύρω στις",
    ),
    "hu": (
        r"több mint|legalább|felett",
        r"kevesebb mint|majdnem|közel|csaknem",
        r"mintegy|körülbelül|nagyjából",
    ),
    "ro": (
        r"peste|mai mult de|cel puțin|mai bine de",
        r"sub|aproape|mai puțin de|până la",
        r"circa|aproximativ|în jur de|vreo",
    ),
}
"""Patterns for the words before a number that lies above the one said, below it, near it."""
