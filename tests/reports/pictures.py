"""Pictures looked at by libraries that had no part in making them, and texts that are hard to set."""

from __future__ import annotations

from io import BytesIO

import zxingcpp
from PIL import Image, ImageChops

Box = tuple[int, int, int, int]
"""Left, upper, right, lower."""

PHRASES = {
    "en": "Renovating Lindner Court: nobody should have to move, and nobody should pay more than they can afford",
    "pl": "Przebudowa i termomodernizacja Lindner Court: żeby nikt nie musiał się wyprowadzać, a czynsz nie wzrósł",
    "eu": "Lindner Court auzoko etxebizitzen energia-birgaitzea: inork ez luke bere etxebizitzatik alde egin beharko",
    "uk": "Ремонт Lindner Court: щоб ніхто не мусив переїжджати, а плата за житло не зросла після утеплення будинків",
    "ar": "هل توافق على إغلاق شارع المدرسة أمام السيارات كل صباح من الساعة 7:30 حتى 8:15 خلال السنة (2027/2028)؟",
    "fa": "آیا با بسته شدن خیابان مدرسه به روی خودروها هر صبح از ساعت ۷:۳۰ تا ۸:۱۵ موافق هستید؟ می‌خواهم بدانم",
    "vi": "Bạn có đồng ý đóng cửa đường trước trường học cho ô tô mỗi buổi sáng từ 7:30 đến 8:15 trong năm học tới",
    "el": "Συμφωνείτε να κλείνει ο δρόμος του σχολείου για τα αυτοκίνητα κάθε πρωί από τις 7:30 έως τις 8:15;",
    "ka": "ეთანხმებით თუ არა სკოლის ქუჩის დახურვას მანქანებისთვის ყოველ დილით 7:30-დან 8:15-მდე?",
}

HOSTILE = [
    "",
    " \n ",
    '<b>&amp;</b> "quoted" ]]> <!-- -->',
    "a" * 300,
    "🎉🎉 emoji alone is nothing 🎉",
    "\x00\x07\ud800control\u202egnillepS",
    "漢字かな交じり文",
    "عربي" * 60,
    "one two " * 60,
]


def opened(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png))


def ink(picture: Image.Image) -> Box:
    """What is not blank."""
    flat = picture.convert("RGB")
    found = ImageChops.difference(flat, Image.new("RGB", flat.size, "white")).getbbox()
    assert found is not None
    return found


def codes(picture: Image.Image) -> list[zxingcpp.Barcode]:
    return list(zxingcpp.read_barcodes(picture.convert("L")))


def code(picture: Image.Image) -> str:
    (found,) = codes(picture)
    return str(found.text)
