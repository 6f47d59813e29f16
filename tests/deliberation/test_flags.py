"""What may be a name or a number is marked in every language of the bot, and most of what people write is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.releases.flags import flagged, spans

MARKED = {
    "en": {
        "My neighbour Marta never sorts her rubbish.": ["Marta"],
        "Jan Kowalski from the third floor smokes on the stairs.": ["Jan Kowalski"],
        "I heard it from J. Kowalski last week.": ["J. Kowalski"],
        "They told Mary O'Brien off.": ["Mary O'Brien"],
        "It is always MARY BROWN again.": ["MARY BROWN"],
        "Call me on 600 100 200 after five.": ["600 100 200"],
        "My number is +48 71 777 77 77.": ["+48 71 777 77 77"],
        "Write to ana.lopez@example.org, please.": ["ana.lopez@example.org"],
        "Ask @maria_l, or see www.example.org/ana": ["@maria_l", "www.example.org/ana"],
        "I live at 12 Elm Street, in flat 14.": ["12 Elm Street", "flat 14"],
    },
    "es": {
        "El señor García no quiere obras.": ["García"],
        "Lo dijo María del Carmen Pérez en la reunión.": ["María del Carmen Pérez"],
        "Vivo en la calle Mayor 12. Llámame al 612 34 56 78.": ["calle Mayor 12", "612 34 56 78"],
        "Calle de la Paz, 3": ["Calle de la Paz, 3"],
    },
    "pl": {
        "Rozmawiałam z panią Nowak o tym.": ["Nowak"],
        "Mój sąsiad Zbigniew Wiśniewski się zgadza.": ["Zbigniew Wiśniewski"],
        "Mieszkam przy ul. Kwiatowej 12/4.": ["ul. Kwiatowej 12/4"],
        "Mój PESEL to 85010112345, mieszkanie 7.": ["85010112345", "mieszkanie 7"],
    },
    "nl": {
        "Mevrouw de Vries weet er meer van.": ["Mevrouw de Vries"],
        "Dat zei Pieter van den Berg ook, en buurman Henk.": ["Pieter van den Berg", "Henk"],
        "Ik woon in de Kerkstraat 12, bel 06-12345678.": ["Kerkstraat 12", "06-12345678"],
    },
    "ca": {
        "Ho va dir en Joan, que hi viu amb na Maria.": ["Joan", "Maria"],
        "Visc al carrer Major 12.": ["carrer Major 12"],
    },
    "eu": {
        "Eta Goikoetxea jauna ere etorri zen.": ["Goikoetxea"],
        "Nire auzokoa Ane oso jatorra da.": ["Ane"],
        "Kale Nagusia kalea 12 helbidean bizi naiz.": ["Kale Nagusia kalea 12"],
    },
    "uk": {"Пані Олена Коваль живе тут.": ["Пані Олена Коваль"]},
}

UNMARKED = {
    "en": [
        "The rent should stay as it is.",
        "The Council should pay for it. In June we had 38 degrees in the flat.",
        "From 2015-2020 nothing was done, and it costs 1 000 000 or even 12.500.000 a year.",
        "We met on 2027-06-14 at 18:30, and again on 14.06.2027.",
        "I'm sure. I'd say so. We need less CO2, says the EU. PLEASE DO NOT WAIT ANY LONGER.",
        "Why? Because 3 rooms are not enough for 4 people.",
    ],
    "es": [
        "Los alquileres deben quedarse como están.",
        "En Valencia hace mucho calor en verano, y en Madrid también.",
        "El Ayuntamiento no escucha. En la calle hay 20 coches.",
    ],
    "pl": [
        "Czynsz powinien zostać taki, jaki jest.",
        "W lipcu na poddaszu jest ponad 35 stopni. Na osiedlu brakuje drzew.",
        "Jak mamy płacić 1200 zł za ogrzewanie?",
    ],
    "nl": ["De huur moet blijven zoals hij is.", "In Nederland is het te duur, en in Utrecht nog meer."],
    "ca": ["El lloguer s'ha de quedar com està.", "Els veïns han de poder decidir, i cal plantar més arbres."],
    "eu": ["Alokairua dagoen bezala geratu behar da.", "Udan bero handia egiten du etxean."],
}


@pytest.mark.parametrize(
    ("text", "found"), [(text, found) for texts in MARKED.values() for text, found in texts.items()]
)
def test_what_may_be_a_name_or_a_number_is_marked(text: str, found: list[str]) -> None:
    assert [text[begin:end] for begin, end in spans(text)] == found
    assert flagged(text)


@pytest.mark.parametrize("text", [text for texts in UNMARKED.values() for text in texts])
def test_what_people_mostly_write_is_not(text: str) -> None:
    assert [text[begin:end] for begin, end in spans(text)] == []
    assert not flagged(text)


@given(st.text(st.sampled_from("Aa 1.-@'\nŻ/(+")))
def test_marks_lie_in_the_text_in_order_and_apart(text: str) -> None:
    found = spans(text)
    edges = [edge for span in found for edge in span]
    assert edges == sorted(set(edges))
    assert all(0 <= begin < end <= len(text) for begin, end in found)
    assert flagged(text) == bool(found)
