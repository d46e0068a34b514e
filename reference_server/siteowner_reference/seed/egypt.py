"""Names, places, phones and national ids as they are in Egypt."""

from dataclasses import dataclass
from datetime import date
from random import Random

FIRST_NAMES = {
    "male": (
        ("أحمد", "Ahmed"),
        ("محمد", "Mohamed"),
        ("عمر", "Omar"),
        ("يوسف", "Youssef"),
        ("كريم", "Karim"),
        ("حسن", "Hassan"),
        ("مينا", "Mina"),
        ("طارق", "Tarek"),
        ("زياد", "Ziad"),
        ("مصطفى", "Mostafa"),
    ),
    "female": (
        ("فاطمة", "Fatma"),
        ("مريم", "Mariam"),
        ("نور", "Nour"),
        ("سارة", "Sara"),
        ("هدى", "Hoda"),
        ("ياسمين", "Yasmin"),
        ("دينا", "Dina"),
        ("سلمى", "Salma"),
        ("مارينا", "Marina"),
        ("آية", "Aya"),
    ),
}
FAMILY_NAMES = (
    ("السيد", "El-Sayed"),
    ("عبد الرحمن", "Abdelrahman"),
    ("إبراهيم", "Ibrahim"),
    ("منصور", "Mansour"),
    ("فهمي", "Fahmy"),
    ("شوقي", "Shawky"),
    ("جرجس", "Girgis"),
    ("البدري", "El-Badry"),
    ("زكي", "Zaki"),
    ("الشناوي", "El-Shenawy"),
)
JOBS = ("Engineer", "Physician", "Teacher", "Accountant", "Farmer", "Driver", "Merchant", "Lawyer")
SCHOOLS = ("Al-Nasr School", "Victory College", "مدرسة السعيدية الثانوية", "Orman School")
PREFIXES = ("010", "011", "012", "015")


@dataclass(frozen=True, slots=True)
class Governorate:
    """A governorate, its number in national ids, and some of its areas."""

    name: str
    code: str
    areas: tuple[str, ...]


GOVERNORATES = (
    Governorate("Cairo", "01", ("Nasr City", "Heliopolis", "Maadi", "Shubra")),
    Governorate("Alexandria", "02", ("Smouha", "Miami", "Sidi Gaber")),
    Governorate("Dakahlia", "12", ("Mansoura", "Talkha")),
    Governorate("Sharqia", "13", ("Zagazig", "Belbeis")),
    Governorate("Giza", "21", ("Dokki", "Haram", "6th of October")),
    Governorate("Assiut", "25", ("Assiut", "Dairut")),
)
CHECK_WEIGHTS = (2, 7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


@dataclass(frozen=True, slots=True)
class Person:
    """A name in both scripts, and the gender that goes with it."""

    name_ar: str
    name_en: str
    gender: str


def person(random: Random, gender: str) -> Person:
    """Makes up a first, a father's and a family name."""
    first = random.choice(FIRST_NAMES[gender])
    father = random.choice(FIRST_NAMES["male"])
    family = random.choice(FAMILY_NAMES)
    arabic, english = zip(first, father, family, strict=True)
    return Person(" ".join(arabic), " ".join(english), gender)


def phone(random: Random) -> str:
    """Makes up a mobile number of 11 digits."""
    return f"{random.choice(PREFIXES)}{random.randrange(10**8):08}"


def national_id(birth_date: date, governorate_code: str, gender: str, serial: int) -> str:
    """Gives the 14 digits of a national id.

    They are: century, birth date, governorate, a serial number whose last digit is odd for men,
    and a check digit.

    Args:
        birth_date: In the 20th or 21st century.
        governorate_code: Two digits.
        gender: `male` or `female`.
        serial: 0 to 499; two people of one day, place and gender have different ones.
    """
    century = 2 if birth_date.year < 2000 else 3
    number = serial * 2 + (gender == "male")
    digits = f"{century}{birth_date:%y%m%d}{governorate_code}{number:04}"
    weighted = sum(int(digit) * weight for digit, weight in zip(digits, CHECK_WEIGHTS, strict=True))
    return f"{digits}{(11 - weighted % 11) % 10}"
