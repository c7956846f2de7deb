"""English names of countries, and the adjectives and names of people made from them.

Names come from CLDR through Babel; the table adds adjectives and other names in use. "Belgian",
"Belgians" and "Belgium" are one place. Regions stand in it as well, each for itself only:
"European" supports "Europe", and neither supports "European Union".
"""

from __future__ import annotations

from functools import cache

from babel import Locale

_TABLE = """
AD Andorran
AE Emirati|UAE|Emirates
AF Afghan
AL Albanian
AM Armenian
AO Angolan
AR Argentine|Argentinian|Argentinean
AT Austrian
AU Australian
AZ Azerbaijani|Azeri
BA Bosnian|Bosnia|Herzegovinian|Bosnia and Herzegovina
BD Bangladeshi
BE Belgian
BF Burkinabe
BG Bulgarian
BH Bahraini
BJ Beninese
BO Bolivian
BR Brazilian
BS Bahamian
BY Belarusian|Byelorussian
CA Canadian
CD Congolese|DRC|DR Congo|Democratic Republic of the Congo
CF Central African
CH Swiss
CI Ivorian|Ivory Coast
CL Chilean
CM Cameroonian
CN Chinese
CO Colombian
CR Costa Rican
CU Cuban
CY Cypriot
CZ Czech|Czech Republic
DE German
DK Danish|Dane
DO Dominican
DZ Algerian
EC Ecuadorian|Ecuadorean
EE Estonian
EG Egyptian
ER Eritrean
ES Spanish|Spaniard
ET Ethiopian
FI Finnish|Finn
FR French|Frenchman|Frenchwoman|Frenchmen
GB British|Britain|Great Britain|UK|Briton|Brit
GE Georgian
GH Ghanaian
GL Greenlandic|Greenlander
GN Guinean
GR Greek
GT Guatemalan
HK Hong Kong
HN Honduran
HR Croatian|Croat
HT Haitian
HU Hungarian
ID Indonesian
IE Irish|Irishman
IL Israeli
IN Indian
IQ Iraqi
IR Iranian
IS Icelandic|Icelander
IT Italian
JM Jamaican
JO Jordanian
JP Japanese
KE Kenyan
KG Kyrgyz
KH Cambodian
KP North Korean
KR South Korean
KW Kuwaiti
KZ Kazakh|Kazakhstani
LA Lao|Laotian
LB Lebanese
LI Liechtensteiner
LK Sri Lankan
LR Liberian
LT Lithuanian
LU Luxembourgish|Luxembourger
LV Latvian
LY Libyan
MA Moroccan
MC Monegasque|Monacan
MD Moldovan
ME Montenegrin
MG Malagasy
MK Macedonian|Macedonia
ML Malian
MM Myanmar|Burma|Burmese
MN Mongolian
MO Macao|Macau
MR Mauritanian
MT Maltese
MU Mauritian
MV Maldivian
MW Malawian
MX Mexican
MY Malaysian
MZ Mozambican
NA Namibian
NE Nigerien
NG Nigerian
NI Nicaraguan
NL Dutch|Netherlands|Holland|Dutchman
NO Norwegian
NP Nepali|Nepalese
NZ New Zealander
OM Omani
PA Panamanian
PE Peruvian
PG Papua New Guinean
PH Filipino|Philippine
PK Pakistani
PL Polish|Pole
PR Puerto Rican
PS Palestinian|Palestine
PT Portuguese
PY Paraguayan
QA Qatari
RO Romanian
RS Serbian|Serb
RU Russian|Russian Federation
RW Rwandan
SA Saudi|Saudi Arabian
SD Sudanese
SE Swedish|Swede
SG Singaporean
SI Slovenian|Slovene
SK Slovak|Slovakian
SL Sierra Leonean
SM Sammarinese
SN Senegalese
SO Somali
SS South Sudanese
SV Salvadoran
SY Syrian
TD Chadian
TG Togolese
TH Thai
TJ Tajik
TM Turkmen
TN Tunisian
TR Turkish|Turkey|Turk
TW Taiwanese
TZ Tanzanian
UA Ukrainian
UG Ugandan
US American|US|USA|America|United States of America
UY Uruguayan
UZ Uzbek
VA Vatican|Holy See
VE Venezuelan
VN Vietnamese
XK Kosovar|Kosovan
YE Yemeni
ZA South African
ZM Zambian
ZW Zimbabwean
EU EU|European Union
UN UN|United Nations
-africa Africa|African
-arab Arab|Arabic
-arctic Arctic
-asia Asia|Asian
-atlantic Atlantic|transatlantic|Transatlantic
-balkans Balkan
-caribbean Caribbean
-caucasus Caucasus|Caucasian
-england England|English|Englishman|Englishmen
-europe Europe|European
-latin-america Latin America|Latin American
-middle-east Middle East|Middle Eastern|Mideast
-nordic Nordic|Nordics
-north-america North America|North American
-north-ireland Northern Ireland|Northern Irish
-scandinavia Scandinavia|Scandinavian
-scotland Scotland|Scottish|Scot
-south-america South America|South American
-soviet Soviet Union|Soviet|USSR
-wales Wales|Welsh|Welshman
-west West|Western|Westerner
"""
# Groups of countries and non-places among CLDR's codes.
_NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})


@cache
def _codes() -> dict[tuple[str, ...], str]:
    codes: dict[tuple[str, ...], str] = {}
    for code, name in Locale("en").territories.items():
        if len(code) == 2 and code not in _NO_COUNTRIES:
            codes[_words(str(name))] = str(code)
    for line in _TABLE.strip().splitlines():
        code, names = line.split(" ", 1)
        for name in names.split("|"):
            codes[_words(name)] = code
            codes.setdefault(_words(f"{name}s"), code)
    return codes


@cache
def _widths() -> dict[str, int]:
    """By the first word of a name, how many words the longest that begins with it has."""
    widths: dict[str, int] = {}
    for words in _codes():
        widths[words[0]] = max(len(words), widths.get(words[0], 0))
    return widths


def _words(name: str) -> tuple[str, ...]:
    return tuple(name.removeprefix("The ").replace("-", " ").replace("&", "and").split())


def place(words: tuple[str, ...]) -> str:
    """The code of the place that the words name, or "". Capitals count: "US" is not "us"."""
    return _codes().get(words, "")


def country_words() -> frozenset[str]:
    """The names of countries that are one word."""
    return frozenset(
        words[0] for words, code in _codes().items() if len(words) == 1 and len(code) == 2
    )


def places_in(words: tuple[str, ...]) -> frozenset[str]:
    """The codes of all places named among the words; of names that overlap the longest counts."""
    widths = _widths()
    found: set[str] = set()
    end = 0
    for at, first in enumerate(words):
        if at < end or first not in widths:
            continue
        for width in range(widths[first], 0, -1):
            if code := place(words[at : at + width]):
                found.add(code)
                end = at + width
                break
    return frozenset(found)
