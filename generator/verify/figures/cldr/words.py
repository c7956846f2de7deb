"""Words that CLDR has no table for, by language: few, and only where a check would err without."""

from __future__ import annotations

from collections.abc import Mapping

from generator.verify.figures.word_lists import words_in

INFLECTED = words_in(
    "be bg bs cs cu cv dsb el et eu fi hr hsb hu hy ka kk ky la lt lv mdf mk mn myv pl ro ru "
    "sah se sk sl smn sq sr szl tr tt udm uk uz az"
)
"""Languages whose names and months take endings that CLDR does not list."""

SHORT_MONTHS: Mapping[str, Mapping[str, int]] = {
    "be": {"маі": 5, "маю": 5, "маем": 5},
    "ru": {"мае": 5, "маю": 5, "маем": 5},
}
"""Forms of months that are too short for what is known of endings."""

WITHOUT_CAPITALS_FOR_NAMES = words_in("de gsw lb nds ksh wae bar frr stq")
"""Languages that write common nouns with a capital, or nearly so."""

WITHOUT_SPACES = words_in("ja zh yue th lo km my bo dz")
"""Languages that put no space between words."""

# Days from the day of publication.
RELATIVE_DAYS: Mapping[str, Mapping[str, int]] = {
    "ar": {"أمس": -1, "البارحة": -1, "اليوم": 0, "غدا": 1, "غدًا": 1},
    "bg": {"вчера": -1, "днес": 0, "утре": 1},
    "ca": {"ahir": -1, "avui": 0, "demà": 1},
    "cs": {"včera": -1, "předevčírem": -2, "dnes": 0, "zítra": 1},
    "da": {"i går": -1, "i dag": 0, "i morgen": 1},
    "de": {"gestern": -1, "vorgestern": -2, "heute": 0, "morgen": 1},
    "el": {"χθες": -1, "χτες": -1, "σήμερα": 0, "αύριο": 1},
    "es": {"ayer": -1, "anteayer": -2, "hoy": 0, "mañana": 1, "anoche": -1},
    "fa": {"دیروز": -1, "امروز": 0, "فردا": 1},
    "fi": {"eilen": -1, "tänään": 0, "huomenna": 1},
    "fr": {"hier": -1, "avant-hier": -2, "aujourd": 0, "demain": 1},
    "he": {"אתמול": -1, "היום": 0, "מחר": 1},
    "hi": {"कल": -1, "आज": 0},
    "hr": {"jučer": -1, "danas": 0, "sutra": 1},
    "hu": {"tegnap": -1, "ma": 0, "holnap": 1},
    "id": {"kemarin": -1, "hari ini": 0, "besok": 1},
    "it": {"ieri": -1, "oggi": 0, "domani": 1},
    "ja": {"昨日": -1, "今日": 0, "明日": 1},
    "ko": {"어제": -1, "오늘": 0, "내일": 1},
    "nb": {"i går": -1, "i dag": 0, "i morgen": 1},
    "nl": {"gisteren": -1, "eergisteren": -2, "vandaag": 0, "morgen": 1},
    "no": {"i går": -1, "i dag": 0, "i morgen": 1},
    "pl": {"wczoraj": -1, "przedwczoraj": -2, "dziś": 0, "dzisiaj": 0, "jutro": 1},
    "pt": {"ontem": -1, "anteontem": -2, "hoje": 0, "amanhã": 1},
    "ro": {"ieri": -1, "azi": 0, "astăzi": 0, "mâine": 1},
    "ru": {"вчера": -1, "позавчера": -2, "сегодня": 0, "завтра": 1},
    "sr": {"јуче": -1, "данас": 0, "сутра": 1},
    "sv": {"i går": -1, "igår": -1, "i dag": 0, "idag": 0, "i morgon": 1},
    "tr": {"dün": -1, "bugün": 0, "yarın": 1},
    "uk": {"вчора": -1, "учора": -1, "сьогодні": 0, "завтра": 1},
    "vi": {"hôm qua": -1, "hôm nay": 0, "ngày mai": 1},
    "zh": {"昨天": -1, "昨日": -1, "今天": 0, "明天": 1},
}

# What stands between two days of one month, besides what CLDR joins lists with.
FROM_TO = words_in(
    "a à al alle até au ao bis do to og och tai tot til till u și en e et und y ve по до إلى "
    "الى و та й і"
)

# Behind a number; a word for per cent with more letters behind it is read in any case.
POINTS: Mapping[str, str] = {
    "ar": r"نقطة مئوية|نقاط مئوية|نقطتين مئويتين",
    "ca": r"punts? percentuals?",
    "cs": r"procentní\w* bod\w*",
    "en": r"percent(?:age)? points?|per cent points?",
    "es": r"puntos? porcentual(?:es)?|puntos? de porcentaje",
    "fr": r"points? de pourcentage|points? de %",
    "it": r"punt[oi] percentual[ei]",
    "pl": r"punkt\w* procentow\w*|pkt proc|p\.p",
    "pt": r"pontos? percentua(?:l|is)",
    "ro": r"puncte? procentuale?",
    "ru": r"процентн\w+ пункт\w*|п\. ?п",
    "uk": r"відсотков\w+ пункт\w*|в\. ?п",
    "he": r"נקודות? אחוז",
    "tr": r"puan",
    "zh": r"个百分点|個百分點",
    "ja": r"ポイント",
    "ko": r"%?포인트",
}

# Besides CLDR's, and as reports write it.
PER_CENT: Mapping[str, tuple[str, ...]] = {
    "ar": ("في المئة", "في المائة", "بالمئة", "بالمائة", "في المية", "بالمية"),
    "de": ("prozent", "v. h."),
    "es": ("por ciento", "por cien"),
    "fr": ("pour cent", "pourcent", "p. 100"),
    "he": ("אחוזים", "אחוז"),
    "hi": ("प्रतिशत", "फीसदी"),
    "it": ("per cento", "percento"),
    "ja": ("パーセント",),
    "ko": ("퍼센트",),
    "nl": ("procent", "percent"),
    "pt": ("por cento",),
    "ru": ("процентов", "процента", "процент"),
    "tr": ("yüzde",),
    "uk": ("відсотків", "відсотка", "відсоток"),
    "zh": ("百分之",),
}

# Besides CLDR's compact numbers.
SCALES: Mapping[str, Mapping[str, int]] = {
    "de": {"mio": 10**6, "mrd": 10**9, "tsd": 1000},
    "el": {"εκατ": 10**6, "εκ": 10**6, "δισ": 10**9, "δις": 10**9},
    "fr": {"mille": 1000, "md": 10**9, "mds": 10**9, "mio": 10**6},
    "ja": {"千": 1000},
    "nl": {"mln": 10**6, "mld": 10**9},
    "zh": {"千": 1000},
}

# "Les deux camps": two things that were named before, as English "both".
BOTH: Mapping[str, str] = {
    "de": "die|beide|alle|der|den",
    "fr": "les|ces|ses|leurs|tous",
    "es": "los|las|estos|estas|ambos",
    "nl": "de|deze|die|beide",
    "it": "i|le|questi|queste|tutti e",
    "pt": "os|as|esses|essas",
}
