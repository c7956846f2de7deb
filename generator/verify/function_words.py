"""Words that carry the rules of marks: pronouns and articles, negations, numbers, by language.

Data only, for people who know the language to read and to extend; `generator.verify.marks` and
`generator.verify.omissions` say what follows from them. Keys are the first part of a language tag;
words are in lower case, as `normalise` leaves them, elided ones with their apostrophe (`l'`).

- `REPLACEABLE`: what an insertion may stand for. Only words that point to what was named before,
  or that say nothing but "one" or "the": no negation (`kein`, `nobody`), no word that counts or
  chooses (`all`, `some`, `each`), and none that is a verb or a preposition as well (`sein`, `zijn`,
  the Portuguese `a`). In a language without an entry nothing may be replaced.
- `NEGATIONS`: what turns a sentence round, or nearly so. In a language without an entry nobody can
  tell, so that each omission is shown to a reviewer.
- `NUMBER_WORDS`: what changes a number that it stands beside.
"""

from __future__ import annotations

from collections.abc import Mapping


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


REPLACEABLE: Mapping[str, frozenset[str]] = {
    "da": _words(
        "jeg du han hun den det vi i de mig dig ham hende os jer dem sig min mit mine din dit dine "
        "hans hendes dens dets vores jeres deres sin sit sine denne dette disse en et"
    ),
    "de": _words(
        "ich du er sie es wir ihr mich dich ihn uns euch mir dir ihm ihnen sich "
        "mein meinem meiner meines dein deine deinen deinem deiner deines "
        "seine seinen seinem seiner seines ihre ihren ihrem ihrer ihres "
        "unser unsere unseren unserem unserer unseres euer eure euren eurem eurer eures "
        "der die das den dem des ein eine einen einem einer eines "
        "dieser diese dieses diesen diesem jener jene jenes jenen jenem deren dessen denen"
    ),
    "en": _words(
        "i you he she it we they me him her us them my your his its our their mine yours hers ours "
        "theirs myself yourself himself herself itself ourselves yourselves themselves "
        "this that these those the a an"
    ),
    "es": _words(
        "yo tú él ella ello nosotros nosotras vosotros vosotras ellos ellas usted ustedes me te se "
        "nos os lo la los las le les mí ti sí mi mis tu tus su sus mío mía míos mías tuyo tuya "
        "tuyos tuyas suyo suya suyos suyas nuestro nuestra nuestros nuestras vuestro vuestra "
        "vuestros vuestras este esta estos estas ese esa esos esas aquel aquella aquellos aquellas "
        "esto eso aquello el un una"
    ),
    "fi": _words(
        "minä sinä hän me te he minun sinun hänen meidän teidän heidän minut sinut hänet meidät "
        "teidät heidät se ne tämä tuo nämä nuo sen niiden tämän tuon"
    ),
    "fr": _words(
        "je j' tu il elle nous vous ils elles me m' te t' se s' moi toi lui eux leur leurs "
        "mon ma mes ton ta tes son sa ses notre nos votre vos le la l' les un une "
        "ce cet cette ces celui celle ceux celles ceci cela ça"
    ),
    "it": _words(
        "io tu lui lei noi voi loro egli ella esso essa essi esse mi ti si ci vi lo la l' li gli "
        "le me te sé mio mia miei mie tuo tua tuoi tue suo sua suoi sue nostro nostra nostri "
        "nostre vostro vostra vostri vostre il i un uno una un' questo questa questi queste quest' "
        "quello quella quelli quelle quel quell' quei quegli"
    ),
    "nl": _words(
        "ik jij je hij zij ze het we wij jullie u mij me jou hem haar ons hen hun zich "
        "mijn jouw uw onze de een deze dit die dat"
    ),
    "no": _words(
        "jeg du han hun den det vi dere de meg deg ham henne oss dem seg min mi mitt mine din di "
        "ditt dine hans hennes dens dets vår vårt våre deres sin sitt sine denne dette disse "
        "en ei et"
    ),
    "pl": _words(
        "ja ty on ona ono my wy oni one mnie mi ciebie cię ci jego go niego jemu mu niemu jej niej "
        "ją nią nas nam wami was wam ich nich im nim mój moja moje twój twoja twoje swój swoja "
        "swoje nasz nasza nasze wasz wasza wasze ten ta te tego tej tych tym"
    ),
    "pt": _words(
        "eu tu ele ela nós vós eles elas você vocês me te se vos lhe lhes o os as mim ti si "
        "meu minha meus minhas teu tua teus tuas seu sua seus suas nosso nossa nossos nossas "
        "vosso vossa vossos vossas dele dela deles delas um uma este esta estes estas esse essa "
        "esses essas aquele aquela aqueles aquelas isto isso aquilo"
    ),
    "ru": _words(
        "я ты он она оно мы вы они меня тебя его её ее нас вас их мне тебе ему ей нам вам им мной "
        "тобой ею ими него неё нее них нему ней ним мой моя моё мои твой твоя твоё твои свой своя "
        "своё свои наш наша наше наши ваш ваша ваше ваши этот эта это эти тот те"
    ),
    "sv": _words(
        "jag du han hon den det vi ni de mig dig honom henne oss er dem sig min mitt mina din ditt "
        "dina hans hennes dess vår vårt våra ert era deras sin sitt sina denna detta dessa en ett"
    ),
    "uk": _words(
        "я ти він вона воно ми ви вони мене тебе його її нас вас їх мені тобі йому їй нам вам їм "
        "мій моя моє мої твій твоя твоє твої свій своя своє свої наш наша наше наші ваш ваша ваше "
        "ваші цей ця це ці той та те ті"
    ),
}  # fmt: skip

NEGATIONS: Mapping[str, frozenset[str]] = {
    "ar": _words("لا لم لن ليس ليست ليسوا ما غير دون بدون كلا"),
    "cs": _words("ne ani nikdo nikdy nic nijak žádný žádná žádné není nejsou nebyl nebyla bez"),
    "da": _words("ikke nej aldrig ingen intet hverken uden næppe ingenting"),
    "de": _words(
        "nicht nichts nie niemals niemand niemanden niemandem nein kein keine keinen keinem keiner "
        "keines keinesfalls keineswegs keinerlei ohne weder kaum nirgends nirgendwo"
    ),
    "en": _words(
        "not no never none nobody nothing nowhere neither nor without cannot hardly barely "
        "scarcely rarely seldom non unless no-one ain't nay"
    ),
    "es": _words("no nunca jamás nadie nada ningún ninguno ninguna ni sin tampoco apenas"),
    "fi": _words("ei en et emme ette eivät eikä älä ilman tuskin koskaan mitään kukaan"),
    "fr": _words(
        "ne n' n pas non jamais rien aucun aucune personne ni sans nul nulle point guère plus"
    ),
    "it": _words("non no mai nessuno nessun nessuna niente nulla né senza neanche nemmeno neppure"),
    "nl": _words("niet nee nooit niemand niets geen noch zonder nergens nauwelijks evenmin"),
    "no": _words("ikke ikkje nei aldri ingen intet verken uten neppe ingenting"),
    "pl": _words("nie nigdy nikt nic ani bez żaden żadna żadne nigdzie wcale"),
    "pt": _words("não nunca jamais ninguém nada nenhum nenhuma nem sem tampouco mal"),
    "ru": _words("не нет ни никогда никто ничего ничто без никакой никак нельзя нигде"),
    "sv": _words("inte nej aldrig ingen inget inga varken utan knappast ej icke ingenting"),
    "tr": _words("değil yok hiç hayır asla ne hiçbir olmadan"),
    "uk": _words("не ні ніколи ніхто нічого ніщо без жоден ніяк немає ніде"),
}

NUMBER_WORDS: Mapping[str, frozenset[str]] = {
    "de": _words(
        "null zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig vierzig "
        "fünfzig sechzig siebzig achtzig neunzig hundert tausend million millionen milliarde "
        "milliarden mio mrd dutzend prozent minus halb mal fast rund etwa über unter"
    ),
    "en": _words(
        "zero two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy "
        "eighty ninety hundred hundreds thousand thousands million millions billion billions "
        "trillion bn mn dozen dozens percent per cent minus plus half third quarter times twice "
        "nearly almost about over under than"
    ),
    "es": _words(
        "cero dos tres cuatro cinco seis siete ocho nueve diez veinte treinta cien cientos mil "
        "miles millón millones docena por ciento menos medio casi unos más"
    ),
    "fr": _words(
        "zéro deux trois quatre cinq six sept huit neuf dix onze douze vingt trente cent cents "
        "mille million millions milliard milliards douzaine pour moins demi presque environ plus"
    ),
    "it": _words(
        "zero due tre quattro cinque sei sette otto nove dieci venti trenta cento mila mille "
        "milione milioni miliardo miliardi dozzina per meno mezzo quasi circa più"
    ),
    "nl": _words(
        "nul twee drie vier vijf zes zeven acht negen tien twintig dertig honderd duizend miljoen "
        "miljard dozijn procent min half bijna ongeveer ruim"
    ),
    "pt": _words(
        "zero dois duas três quatro cinco seis sete oito nove dez vinte trinta cem centos mil "
        "milhão milhões bilhão bilhões dúzia por cento menos meio quase cerca mais"
    ),
}

MULTIPLIERS = _words(
    "hundred thousand million billion trillion bn mn dozen hundert tausend million millionen "
    "milliarde milliarden mio mrd mille millions milliard milliards cien mil millón millones "
    "milione milioni miliardo miliardi duizend miljoen miljard milhão milhões bilhão bilhões"
)
"""Words behind digits that are part of the number, in any of the languages above: `17 thousand`."""

SAME: Mapping[str, str] = {"nb": "no", "nn": "no"}
"""Languages that are another one's: the first part of a tag → the key of the tables."""
_CONTRACTED = {"en": "n't"}
_PREFIXES = {"en": "non-", "de": "kein"}


def _of(table: Mapping[str, frozenset[str]], language: str | None) -> frozenset[str] | None:
    tag = (language or "").split("-", maxsplit=1)[0].lower()
    return table.get(SAME.get(tag, tag))


def is_replaceable(word: str, language: str | None) -> bool:
    """Whether an insertion may stand for this one word, in any case of its letters."""
    words = _of(REPLACEABLE, language)
    return words is not None and word.casefold() in words


def has_negations(language: str | None) -> bool:
    """Whether negations of this language can be told."""
    return _of(NEGATIONS, language) is not None


def is_negation(word: str, language: str | None) -> bool:
    """Whether a word turns a sentence round; False in a language that has no entry."""
    words = _of(NEGATIONS, language)
    if words is None:
        return False
    tag = (language or "").split("-", maxsplit=1)[0].lower()
    folded = word.casefold()
    if folded in words or any(part in words for part in folded.split("'")):
        return True
    ending, beginning = _CONTRACTED.get(tag), _PREFIXES.get(tag)
    return bool(
        (ending and folded.endswith(ending)) or (beginning and folded.startswith(beginning))
    )


def is_number_word(word: str, language: str | None) -> bool:
    """Whether a word changes a number that it stands beside."""
    words = _of(NUMBER_WORDS, language)
    folded = word.casefold()
    return folded in MULTIPLIERS or (words is not None and folded in words)


def is_multiplied(number: str, word: str) -> bool:
    """Whether two words that follow each other are one number: `17 thousand`, `five hundred`."""
    return word.casefold() in MULTIPLIERS and (
        number[-1:].isdigit() or any(number.casefold() in words for words in NUMBER_WORDS.values())
    )
