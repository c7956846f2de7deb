"""Words for countries that CLDR's names do not give, by language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping


def _table(text: str) -> Mapping[str, Mapping[str, str]]:
    """Lines of a key and pairs `key:word+word` as a table of tables of words with spaces."""
    table: dict[str, dict[str, str]] = defaultdict(dict)
    for line in filter(None, map(str.strip, text.splitlines())):
        key, *pairs = line.split()
        for pair in pairs:
            inner, _, words = pair.partition(":")
            table[key][inner] = words.replace("+", " ")
    return dict(table)


# By country and language, how words begin that speak of the country.
ADJECTIVES: Mapping[str, Mapping[str, str]] = _table(
    """
    GB de:brit+engl fr:brit+angl es:brit+ingl nl:brits+engel ar:بريطان+إنجل it:brit+ingl
    GB pt:brit+ingl ru:брит+англ pl:bryt sv:brit tr:ingil+brit el:βρετ uk:брит
    US de:amerik+usa fr:améric+etats+états es:estadoun+american+eeuu nl:amerik+vs
    US ar:أمريك+أميرك+امريك+اميرك+الولايات it:american+usa+statunit pt:american+eua+estadun
    US ru:америк+сша pl:ameryk+usa sv:amerik+usa tr:amerika+abd el:αμερικ+ηπα uk:америк+сша
    NL de:niederl+holl fr:néerl+holl+hollan es:neerl+holan nl:nederl+holl ar:هولند it:oland
    NL pt:holand+neerl ru:нидер+голл
    FR de:franz fr:franç nl:frans+fran
    DE fr:allem es:alem it:tedesc pt:alem pl:niem cs:něm
    GR de:griech fr:grec es:grieg nl:griek
    CH fr:suiss+helv nl:zwits
    TR de:türk fr:turq+turc es:turc+turq nl:turks
    IL de:israel fr:israé es:israe
    """
)
# By language and country, how adjectives begin, besides those that CLDR's names give.
ADJECTIVES_OF: Mapping[str, Mapping[str, str]] = _table(
    """
    de ES:spanis PT:portugies BR:brasilian MX:mexikanis AT:österreich CN:chinesis EG:ägyptis
    de MA:marokkan TN:tunesis CA:kanadis AU:australis IN:indisch AR:argentinis CL:chilenis
    de IE:irisch CH:schweizer BE:belgisch+belgier IT:italien IQ:irakis SY:syrisch
    fr ES:espagnol PT:portugais BR:brésilien MX:mexicain AT:autrichien CN:chinois EG:égyptien
    fr MA:marocain TN:tunisien CA:canadien AU:australien IN:indien DZ:algérien SN:sénégalais
    fr IE:irlandais CH:suiss+helvét BE:belge IT:italien IQ:irakien SY:syrien FR:françai
    fr GR:grecs+grecqu TR:turcs+turqu
    es ES:español PT:portugu BR:brasile MX:mexican AT:austríac+austriac CN:chino+china
    es EG:egipci MA:marroqu TN:tunecin CA:canadiens AU:australian AR:argentin CL:chilen
    es CO:colombian PE:peruan VE:venezolan IE:irland CH:suizo+suiza BE:belga IT:italian
    es FR:francés+frances
    nl ES:spaans+spanja PT:portuge BR:brazilia AT:oostenrijk CN:chine MA:marokka CA:canade
    nl AU:australi IE:ierse CH:zwitser BE:belgisch+belgen IT:italia FR:franse
    nl EG:egyptisch+egyptenaar
    it ES:spagnol PT:portoghes BR:brasilian AT:austriac CN:cinese+cinesi FR:francese+francesi
    it CH:svizzer BE:belga+belgi IT:italian
    pt ES:espanhol PT:portugu BR:brasileir CN:chinês+chines FR:francês+frances CH:suíço+suíça
    pt BE:belga AR:argentin
    """
)

# Names besides CLDR's, by language and code.
NAMES: Mapping[str, Mapping[str, str]] = _table(
    """
    de US:usa GB:großbritannien NL:holland EU:eu UN:uno
    fr US:usa GB:grande+bretagne NL:hollande EU:ue UN:onu
    es US:eeuu GB:bretaña NL:holanda EU:ue UN:onu
    nl US:vs GB:engeland NL:holland EU:eu UN:vn
    it US:usa GB:inghilterra NL:olanda EU:ue UN:onu
    pt US:eua GB:inglaterra NL:holanda EU:ue UN:onu
    ru US:сша GB:британия NL:голландия EU:ес UN:оон
    uk US:сша GB:британія EU:єс UN:оон
    pl US:usa GB:anglia NL:holandia EU:ue UN:onz
    sv US:usa GB:storbritannien NL:holland EU:eu UN:fn
    tr US:abd GB:ingiltere NL:hollanda EU:ab UN:bm
    bg US:сащ GB:великобритания NL:холандия EU:ес UN:оон
    cs US:usa GB:velká+británie NL:holandsko EU:eu UN:osn
    sk US:usa GB:veľká+británia NL:holandsko EU:eú UN:osn
    hu US:usa GB:nagy-britannia NL:hollandia EU:eu UN:ensz
    ro US:sua GB:marea+britanie NL:olanda EU:ue UN:onu
    hr US:sad GB:velika+britanija EU:eu UN:un
    sr US:сад GB:велика+британија NL:холандија EU:еу UN:ун
    sl US:zda GB:velika+britanija EU:eu UN:ozn
    da US:usa GB:storbritannien NL:holland EU:eu UN:fn
    no US:usa GB:storbritannia EU:eu UN:fn
    nb US:usa GB:storbritannia EU:eu UN:fn
    fi US:usa GB:britannia NL:hollanti EU:eu UN:yk
    et US:usa GB:suurbritannia NL:holland EU:el UN:üro
    lv US:asv GB:lielbritānija NL:holande EU:es UN:ano
    lt US:jav GB:didžioji+britanija NL:olandija EU:es UN:jt
    el US:ηπα GB:βρετανία NL:ολλανδία EU:εε UN:οηε
    he GB:בריטניה NL:הולנד
    fa US:آمریکا GB:بریتانیا
    ar US:أمريكا+أميركا+امريكا GB:بريطانيا NL:هولندا
    """
)

# Words that mean something else far more often than the country.
NO_PLACES: Mapping[str, frozenset[str]] = {
    "ar": frozenset({"مالي"}),
    "fr": frozenset({"maurice"}),
}
