"""German words by which names are told from the nouns around them, all with capitals."""

from __future__ import annotations

from generator.verify.figures.word_lists import words_in

# Nouns behind which a common noun may stand, or that stand behind another one themselves.
MEASURES = words_in(
    "anfang ende mitte millionen million milliarden milliarde tausend tausende hundert "
    "hunderte dutzend dutzende prozent tonnen tonne kilo kilogramm gramm liter meter "
    "kilometer zentimeter millimeter quadratmeter quadratkilometer kubikmeter hektar grad "
    "stück paar teil teile art menge reihe gruppe stunde stunden tag tage tagen jahr jahre "
    "jahren monat monate monaten woche wochen minute minuten sekunde sekunden mal uhr glas "
    "flasche flaschen euro dollar franken pfund kronen haft gefängnis richtung fuß norden "
    "süden osten westen nord süd ost west angaben ansicht zufolge höhe sicherheit kraft "
    "betrieb not zukunft gefahr frage ordnung anspruch angst bargeld geld protest sicht holz "
    "gold silber stahl glas hause haus meinung auskunft bedarf regen schnee wasser strom gas "
    "öl nacht beginn untersuchungshaft folge rücksicht bezug grund zusammenarbeit mittag "
    "deutsch englisch ortszeit mitternacht abend morgen vormittag nachmittag land bord kauf "
    "deutschland hand hunger durst arbeit rente ruhe freiheit freude wut trauer panik tränen "
    "verkehr nachfrage platz bescheid einspruch berufung revision widerstand anklage anzeige "
    "klage hilfe schutz unterstützung vorwürfe druck kritik zeit recht strafe schaden kontakt "
    "zugang einfluss wert widerspruch beschwerde"
)
# No nouns; they have a capital where a sentence begins.
OPENERS = words_in(
    "der die das den dem des ein eine einer einem einen eines kein keine keiner keinem keinen "
    "mein meine dein deine sein seine seiner seinem seinen ihr ihre ihrer ihrem ihren unser "
    "unsere euer eure dieser diese dieses diesem diesen jener jene jenes jeder jede jedes "
    "jedem jeden alle aller allem allen viele vieler vielen mehrere manche manchen einige "
    "einigen wenige weitere andere beide beiden sämtliche zahlreiche mehr weniger etwa rund "
    "fast knapp gut über unter nach vor seit bei mit von aus in im am an auf zu zum zur ohne "
    "gegen für durch um bis ab laut wegen trotz statt während zwischen neben hinter innerhalb "
    "außerhalb als wie wenn weil dass ob und oder aber doch denn auch nur schon noch erst "
    "bereits heute gestern morgen damals dann dort hier da so wo wer was wann warum welche "
    "welcher welches er sie es wir ich man sich nicht nie kaum insgesamt allein darunter dazu "
    "dabei davon damit dafür dagegen deshalb daher zuletzt zunächst früher später neue neuer "
    "neues neuen alte alter großer große erste erster ersten zweite letzte letzter ganz eben "
    "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf beim vom ins ans einzige "
    "jüngste künftig künftige ehemalige frühere nun jetzt bald oft immer wieder sogar auch "
    "spätestens frühestens mindestens höchstens wohl angeblich nachdem bevor sobald solange "
    "obwohl gegenüber entlang samt nebst binnen angesichts aufgrund dank gemäß infolge "
    "mangels mittels"
)
