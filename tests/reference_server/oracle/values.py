"""Values that a field may or may not take, by the kind of the field, each with a name."""

from collections.abc import Mapping
from typing import Any

from tests.reference_server.forms import picture

Values = Mapping[str, Any]

TYPES: Values = {
    "null": None,
    "true": True,
    "one": 1,
    "half": 0.5,
    "empty": "",
    "spaces": "   ",
    "letters": "abc",
    "list": [],
    "list_of_one": [1],
    "object": {},
    "nul": "a\0b",
    "surrogate": "a\ud800b",
}
"""One of every type of JSON."""

DECIMALS: Values = {
    "zero": 0,
    "just_under": "0.99",
    "least": "1.00",
    "negative": -5,
    "integer": 12,
    "float": 12.5,
    "binary_fraction": 0.1 + 0.2,
    "exponent": "1e2",
    "small_exponent": "1e-3",
    "no_whole_part": ".5",
    "no_fraction": "5.",
    "plus": "+1.5",
    "padded": " 1.5 ",
    "leading_zeros": "0001.50",
    "comma": "1,5",
    "three_places": "1.234",
    "trailing_zero": "1.500",
    "too_many_digits": "123456789.01",
    "too_many_whole_digits": "999999999",
    "largest": "99999999.99",
    "huge": "1" * 40,
    "endless": "1" * 1001,
    "huge_number": 10**40,
    "nan": "NaN",
    "signalling_nan": "sNaN",
    "infinity": "Infinity",
    "minus_infinity": "-inf",
    "huge_exponent": "1e400",
    "hexadecimal": "0x10",
    "currency": "10 EGP",
}

DATETIMES: Values = {
    "utc": "2027-01-02T03:04:05Z",
    "offset": "2027-01-02T03:04:05+05:30",
    "offset_without_colon": "2027-01-02T03:04:05+0530",
    "offset_of_hours": "2027-01-02T03:04:05+05",
    "offset_too_large": "2027-01-02T03:04:05+25:00",
    "naive": "2027-01-02T03:04:05",
    "naive_in_summer": "2027-07-02T03:04:05",
    "space_for_t": "2027-01-02 03:04:05",
    "no_seconds": "2027-01-02T03:04",
    "hour_alone": "2027-01-02T03",
    "date_alone": "2027-01-02",
    "microseconds": "2027-01-02T03:04:05.123456Z",
    "nine_digits": "2027-01-02T03:04:05.123456789Z",
    "comma": "2027-01-02T03:04:05,5Z",
    "basic_form": "20270102T030405",
    "lower_case": "2027-01-02t03:04:05z",
    "midnight_of_24": "2027-01-02T24:00:00Z",
    "leap_second": "2027-01-02T03:04:60Z",
    "no_such_day": "2027-02-30T00:00:00Z",
    "no_such_month": "2027-13-01T00:00:00Z",
    "day_first": "02/01/2027",
    "words": "tomorrow",
    "timestamp": 1_800_000_000,
    "padded": " 2027-01-02T03:04:05Z ",
    "past": "2001-01-01T00:00:00Z",
    "spring_gap": "2027-04-30T00:30:00",
    "last": "9999-12-31T23:59:59Z",
    "last_day": "9999-12-31",
    "nul": "2027-01-02T03:04:05Z\0",
}

BOOLEANS: Values = {
    **{word: word for word in ("true", "True", "t", "y", "yes", "on", "1", "TRUE")},
    **{word: word for word in ("false", "False", "f", "n", "no", "off", "0")},
    "zero": 0,
    "one_float": 1.0,
    "two": 2,
    "false_value": False,
    "padded": " true ",
    "word": "maybe",
    "null_word": "null",
}

IDS: Values = {
    "known": 2,
    "text": "2",
    "padded": " 2 ",
    "plus": "+2",
    "leading_zero": "02",
    "float": 2.0,
    "text_of_float": "2.0",
    "nothing_has": 999_999,
    "text_nothing_has": "999999",
    "zero": 0,
    "negative": -1,
    "beyond_32_bits": 2**31,
    "beyond_64_bits": 2**63,
    "huge": 10**30,
    "false": False,
}

STATUSES: Values = {
    **{word: word for word in ("verified", "declined", "suspended_permanent", "pending")},
    "capital": "Verified",
    "padded": " verified ",
    "unknown": "gone",
    "quoted": 'a"b',
}

TEXTS: Values = {
    "empty": "",
    "spaces": "   ",
    "nul": "a\0b",
    "arabic": "نادية فؤاد",
    "emoji": "👩‍🏫" * 3,
    "padded": "  Nadia  ",
    "zero_width": "\u200b",
    "markup": "<b>&amp;</b>",
}

PHONES: Values = {
    "010": "01012345678",
    "011": "01112345678",
    "012": "01212345678",
    "015": "01512345678",
    "013": "01312345678",
    "short": "0101234567",
    "long": "010123456789",
    "letters": "0101234567a",
    "international": "+201012345678",
    "spaced": "010 1234 5678",
    "arabic_digits": "٠١٠١٢٣٤٥٦٧٨",
    "empty": "",
    "spaces": "   ",
    "nul": "0101234567\0",
}

EMAILS: Values = {
    "plain": "new@example.com",
    "plus": "new+tag@example.com",
    "subdomain": "new@mail.example.co.uk",
    "quoted": '"a b"@example.com',
    "quoted_without_space": '"ab"@example.com',
    "localhost": "new@localhost",
    "ipv6": "new@[IPv6:::1]",
    "plain_ipv6": "new@[::1]",
    "bad_address": "new@[999.1.1.1]",
    "punycode": "new@example.xn--p1ai",
    "final_dot": "new@example.com.",
    "long_and_bad": "a" * 255,
    "address": "new@[127.0.0.1]",
    "international": "new@bücher.example",
    "no_at": "new.example.com",
    "two_ats": "a@b@example.com",
    "no_host": "new@",
    "no_mailbox": "@example.com",
    "no_top_level": "new@example",
    "dots": "a..b@example.com",
    "leading_dot": ".a@example.com",
    "space": "a b@example.com",
    "arabic": "نادية@example.com",
    "underscore_host": "a@ex_ample.com",
    "hyphen_host": "a@-example.com",
    "long": f"{'a' * 250}@example.com",
    "long_mailbox": f"{'a' * 65}@example.com",
    "empty": "",
    "nul": "a\0@example.com",
}

URLS: Values = {
    "https": "https://facebook.com/nadia",
    "query": "https://facebook.com/profile.php?id=1&x=%D8%A3#top",
    "port": "http://example.com:8080/",
    "port_0": "http://example.com:0/",
    "no_port": "http://example.com:/",
    "question_mark": "http://example.com?x",
    "punycode": "http://example.xn--p1ai/",
    "final_dot": "http://example.com./",
    "two_dots": "http://example..com/",
    "hyphens": "http://-example-.com/",
    "bad_ipv6": "http://[1::2::3]/",
    "long_label": f"http://{'a' * 64}.com/",
    "arabic": "http://مثال.إختبار/",
    "long_and_bad": "a" * 201,
    "address": "http://127.0.0.1/",
    "ipv6": "http://[::1]/",
    "userinfo": "http://a:b@example.com/",
    "localhost": "http://localhost/",
    "ftp": "ftp://example.com/",
    "capital_scheme": "HTTP://EXAMPLE.COM",
    "international": "http://bücher.example/",
    "no_scheme": "facebook.com/nadia",
    "other_scheme": "javascript:alert(1)",
    "no_host": "http://",
    "one_label": "http://example/",
    "space": "http://example.com/a b",
    "bad_port": "http://example.com:99999/",
    "bad_address": "http://999.1.1.1/",
    "unclosed": "http://[::1/",
    "underscore": "http://ex_ample.com/",
    "longest": f"http://example.com/{'a' * 181}",
    "too_long": f"http://example.com/{'a' * 182}",
    "nul": "http://example.com/\0",
}

USERNAMES: Values = {
    "allowed": "new.teacher+1@x-y_z",
    "longest": "a" * 150,
    "too_long": "a" * 151,
    "space": "new teacher",
    "arabic": "نادية",
    "slash": "new/teacher",
    "taken": "teacher1",
    "taken_padded": " teacher1 ",
    "taken_in_capitals": "TEACHER1",
    "empty": "",
    "nul": "a\0b",
}

PASSWORDS: Values = {
    "short": "Ab1!xyz",
    "common": "password123",
    "common_and_short": "dragon",
    "rare_common": "trustno1",
    "digits": "84629173625",
    "common_digits": "12345678",
    "like_username": "new.teacher1",
    "like_part_of_username": "newteacher",
    "long": "Correct-Horse-7" * 20,
    "padded": "  Correct-Horse-7  ",
    "empty": "",
    "spaces": "        ",
    "nul": "Correct-Horse\0-7",
}

GENDERS: Values = {
    "male": "male",
    "capital": "Female",
    "letter": "f",
    "empty": "",
    "padded": " male ",
    "nul": "ma\0le",
}

LISTS_OF_IDS: Values = {
    "two": [1, 2],
    "doubled": [1, 1],
    "unknown": [1, 999_999],
    "two_unknown": [999_999, 999_998],
    "word": [1, "x"],
    "empty_text": [""],
    "comma": ["1,2"],
    "json": ["[1,2]"],
    "huge": [10**30],
    "negative": [-1],
    "nul": ["1\0"],
}

PICTURES: Values = {
    "png": picture("PNG"),
    "jpeg": picture("JPEG"),
    "webp": picture("WEBP"),
    "gif": picture("GIF"),
    "bmp": picture("BMP"),
    "cut_off": picture("PNG", (64, 64))[:80],
    "text": b"not a picture",
    "svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "no_bytes": b"",
    "too_large": picture("PNG") + b"\0" * (5 * 1024 * 1024),
    "no_file": "picture.png",
    "own_url": "http://siteowner.test/media/x.png",
    "cleared": "",
}


def long_texts(limit: int) -> Values:
    """Gives a text of just the length that is allowed, and one that is longer."""
    return {"longest": "ن" * limit, "too_long": "ن" * (limit + 1)}


def form_texts(values: Values) -> Values:
    """Gives those values that a form can have."""
    return {name: value for name, value in values.items() if value is not None}
