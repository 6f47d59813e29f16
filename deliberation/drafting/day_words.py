"""The words for days in the languages that the bot speaks: en, es, pl, nl, ca, eu. Written without accents."""

from __future__ import annotations

MONTHS = (
    "january enero stycznia styczen januari gener urtarrila",
    "february febrero lutego luty februari febrer otsaila",
    "march marzo marca marzec maart mrt marc martxoa",
    "april abril kwietnia kwiecien apirila",
    "may mayo maja maj mei maig maiatza",
    "june junio czerwca czerwiec juni juny ekaina",
    "july julio lipca lipiec juli juliol uztaila",
    "august agosto sierpnia sierpien augustus agost abuztua",
    "september septiembre setiembre wrzesnia wrzesien setembre iraila",
    "october octubre pazdziernika pazdziernik oktober urria",
    "november noviembre listopada listopad novembre azaroa",
    "december diciembre grudnia grudzien desembre abendua",
)

WEEKDAYS = (
    "monday lunes poniedzialek maandag dilluns astelehena astelehenean",
    "tuesday martes wtorek dinsdag dimarts asteartea asteartean",
    "wednesday miercoles sroda srode woensdag dimecres asteazkena asteazkenean",
    "thursday jueves czwartek donderdag dijous osteguna ostegunean",
    "friday viernes piatek vrijdag divendres ostirala ostiralean",
    "saturday sabado sobota sobote zaterdag dissabte larunbata larunbatean",
    "sunday domingo niedziela niedziele zondag diumenge igandea igandean",
)

SOON = (
    "today now ahora hoy ya dzisiaj dzis teraz vandaag nu avui hui ara gaur orain",
    "tomorrow manana jutro morgen dema bihar",
    "overmorgen pojutrze etzi",
)
"""How many days from now, counted from 0."""

MONTH = 30
UNITS = {
    1: "day days dia dias dzien dni dag dagen dies egun",
    7: "week weeks semana semanas tydzien tygodnie tygodni weken setmana setmanes aste",
    MONTH: "month months mes meses miesiac miesiace miesiecy maand maanden mesos hilabete",
}
"""Days in a unit; a month is counted as the calendar has it."""

NUMBERS = {
    1: "a an one un una uno jeden een bat",
    2: "two dos dues dwa twee bi",
    3: "three tres trzy drie hiru",
    4: "four cuatro quatre cztery vier lau",
}

BESIDE = "in on at the of de del d el la les en dentro aqui a al za w we op over binnen within barru l o r"
"""What may stand beside them and says nothing more."""


def numbers_of(*kinds: str, first: int = 0) -> dict[str, int]:
    """Each word, and the place of its kind."""
    return {word: number for number, words in enumerate(kinds, start=first) for word in words.split()}
