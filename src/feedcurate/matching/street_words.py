"""Words that streets are told by, and those that look like it and are none, without case.

In: nothing. Out: sets of words.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


CLEAR_ENGLISH = _words("street road avenue boulevard lane ave rd blvd")
"""What is a street also where no name has a capital."""

SHORT_ENGLISH = _words("st dr ct pl close walk hill row way place drive square court park")
"""What is often something else (`St Patrick`, `Dr Smith`), so that no word may follow it."""

ENGLISH = CLEAR_ENGLISH | SHORT_ENGLISH | _words("ln terrace crescent highway hwy parkway pkwy gardens mews quay")

FAMOUS = _words("wall sesame fleet abbey downing main")
"""Streets that stand for something else; behind a year they are no address."""

NO_STREETS_BEHIND = _words(
    "trip trips show rage journal food foods art view maps race runner fighter photography style wear light lights"
    " bernard bernards patrick patrick's corner corners rules songs album crash bankers"
)
"""What makes a street a word of its own: `street food`, `road trip`."""

CLEAR_FRENCH = _words("rue avenue boulevard bd bld impasse")
FRENCH = CLEAR_FRENCH | _words("av place allée chemin quai cours route square passage faubourg ruelle sentier")
FRENCH_BESIDE_NUMBERS = _words("bis ter quater a b c d")

CLEAR_IBERIAN = _words("calle c/ rua")
IBERIAN = CLEAR_IBERIAN | _words(
    "c r avenida avda av plaza pza pza paseo carretera ronda travesía callejón"
    " travessa praça pça largo alameda estrada rodovia avinguda carrer"
)
SLAVIC = _words("ул улица пр проспект пер переулок вул вулиця ul ulica al aleja")

NUMBER_SIGNS = _words("n nº n° no nr núm num número numero nro д дом")
SMALL = _words("de del la las los el le les l d du des da do das dos di e y san santa saint sainte são")

GERMAN_ENDINGS = ("strasse", "str", "weg", "platz", "allee", "gasse", "ring", "damm", "ufer", "chaussee", "straat")
GERMAN_ALONE = _words("strasse str weg platz allee gasse ring damm ufer chaussee straat")
"""Kinds of streets, which need a name before them."""

NO_GERMAN_STREETS = _words(
    "heimweg schulweg arbeitsweg umweg rückweg ausweg hinweg radweg gehweg feldweg fussweg wanderweg bewerbungsweg"
    " mittelweg rechtsweg dienstweg postweg arbeitsplatz parkplatz sportplatz spielplatz stellplatz"
    " tabellenplatz startplatz stehplatz sitzplatz studienplatz listenplatz kitaplatz schlafplatz stammplatz"
    " campingplatz golfplatz tennisplatz fussballplatz speicherplatz bolzplatz rastplatz zeltplatz therapieplatz"
    " weltcupplatz einbahnstrasse bundesstrasse milchstrasse sesamstrasse datenstrasse wasserstrasse seidenstrasse"
    " impfstrasse teststrasse spring string boxring ehering hering frühling bring during monitoring engineering"
    " ausbildungsplatz podestplatz medaillenplatz abstiegsplatz listenplatz"
)

NO_NAMES = _words(
    "the a an this that these those my your his her its our their of to in on at by for from with and or no not per"
    " down up along across off into over under more other every each any some all same only best top new old ways way"
    " things reasons tips facts times people cars houses homes shops years year days day hours hour minutes minute min"
    " seconds weeks week months month miles mile km kilometres kilometers metres meters meter m feet lane lanes busy"
    " different long short dark quiet dusty dirt gravel narrow wide empty local nearby side city two three four"
    " der die das den dem des diese dieser dieses eine einer einem einen jede jeder meine meiner deine unsere ihre"
    " seine auf im zur zum über neue alte ganze lange"
    " un une ce cette ma mon sa son ta votre notre où qui que dans sur pour par est et à en avec sans plus"
    " una esta este esa ese mi tu su nuestra desde con por hace durante unas unos hay donde que más cada otra toda"
    " uma esta essa minha sua nossa com há onde mais outra cada em no na"
)
"""Words that no street is called."""

NO_NUMBERS_BEFORE = _words(
    "km m cm meter metern metros mètres kilometer kilometern minuten minute min std stunden stunde tage tagen wochen"
    " monate jahre jahren jahr uhr euro eur € prozent leute leuten personen menschen mal kinder autos häuser milliarden"
    " millionen tausend mio mrd grad punkte plätze sterne"
    " minutos horas hora días dia dias semanas meses años anos año ano personas pessoas euros reais de mil veces vezes"
    " casas coches carros etapas лет года год минут часов человек дней lat minut godzin osób dni"
)
"""What a number counts, where it is none of a house."""
