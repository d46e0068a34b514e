"""Requests that are wrong before any field is: bodies, types, methods, tokens, paths, pages."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from urllib.parse import quote

from tests.reference_server.forms import form, picture
from tests.reference_server.oracle.backends import token
from tests.reference_server.oracle.cases import OWNER, Case, json_case, raw_case

JSON = "application/json"
FORM = "multipart/form-data; boundary=B"
LISTS = ("/teachers/", "/students/", "/assistants/", "/recharge-codes/")
DETAILS = (
    "/teachers/{}/",
    "/students/{}/",
    "/courses/{}/",
    "/revenue/courses/{}/",
    "/revenue/lectures/{}/",
)
PATHS = (
    *LISTS,
    *(path.format(1) for path in DETAILS),
    "/courses/",
    "/revenue/",
    "/revenue/students/",
    "/revenue/trends/",
    "/dashboard/stats/",
    "/auth/token/",
    "/auth/token/refresh/",
)
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "TRACE", "PROPFIND")

BODIES: Mapping[str, bytes] = {
    "brace": b"{",
    "word": b"abc",
    "space": b" ",
    "two_objects": b"{} {}",
    "trailing_comma": b'{"a": 1,}',
    "single_quotes": b"{'a': 1}",
    "nan": b'{"value": NaN}',
    "infinity": b'{"value": -Infinity}',
    "latin_1": '{"a": "é"}'.encode("latin-1"),
    "utf_16": '{"a": 1}'.encode("utf-16"),
    "byte_order_mark": b"\xef\xbb\xbf{}",
    "raw_tab": b'{"a": "\t"}',
    "long_integer": b'{"a": ' + b"1" * 5000 + b"}",
    "deep": b"[" * 100_000 + b"]" * 100_000,
    "list": b"[1]",
    "text": b'"x"',
    "number": b"5",
    "boolean": b"true",
    "null": b"null",
    "empty": b"",
    "double_key": b'{"status": "pending", "status": "verified"}',
}
TYPES = (
    "text/plain",
    "application/xml",
    "application/vnd.api+json",
    "application/x-www-form-urlencoded",
    "application/json-patch+json",
    "application/json; charset=utf-8",
    "APPLICATION/JSON",
    "multipart/form-data",
    "multipart/form-data; boundary=B",
    "multipart/form-data; boundary=",
    "garbage",
    "*/*",
    "",
)
PARTS: Mapping[str, bytes] = {
    "garbage": b"garbage",
    "no_last_boundary": b'--B\r\nContent-Disposition: form-data; name="name"\r\n\r\nNew name\r\n',
    "no_name": b'--B\r\nContent-Disposition: form-data; x="y"\r\n\r\nx\r\n--B--\r\n',
    "no_disposition": b"--B\r\nX: y\r\n\r\nx\r\n--B--\r\n",
    "bad_utf_8": b'--B\r\nContent-Disposition: form-data; name="name"\r\n\r\n\xff\xfe\r\n--B--\r\n',
    "no_file_name": (
        b'--B\r\nContent-Disposition: form-data; name="profile_picture"; filename=""\r\n\r\n'
        b"\r\n--B--\r\n"
    ),
    "base64": (
        b'--B\r\nContent-Disposition: form-data; name="name"\r\n'
        b"Content-Transfer-Encoding: base64\r\n\r\nTmFkaWE=\r\n--B--\r\n"
    ),
    "base64_that_is_none": (
        b'--B\r\nContent-Disposition: form-data; name="name"\r\n'
        b"Content-Transfer-Encoding: base64\r\n\r\nTmFk=aWE\r\n--B--\r\n"
    ),
    "base64_file": (
        b'--B\r\nContent-Disposition: form-data; name="profile_picture"; filename="a.png"\r\n'
        b"Content-Transfer-Encoding: base64\r\n\r\nTmFkaWE=\r\n--B--\r\n"
    ),
    "base64_file_that_is_none": (
        b'--B\r\nContent-Disposition: form-data; name="profile_picture"; filename="a.png"\r\n'
        b"Content-Transfer-Encoding: base64\r\n\r\nTmFka\r\n--B--\r\n"
    ),
    "text_twice": (
        b'--B\r\nContent-Disposition: form-data; name="name"\r\n\r\nFirst\r\n'
        b'--B\r\nContent-Disposition: form-data; name="name"\r\n\r\nSecond\r\n--B--\r\n'
    ),
    "bracketed": b'--B\r\nContent-Disposition: form-data; name="grades[]"\r\n\r\n9\r\n--B--\r\n',
    "no_part": b"--B--\r\n",
}
PNG_NAMED_TXT = ("profile_picture", ("notes.txt", picture(), "text/plain"))
ACCEPTS = (
    "application/json",
    "*/*",
    "application/*",
    "text/html, */*;q=0.1",
    "application/json; indent=4",
    "application/json; indent=0",
    "application/json;indent=99",
    "application/json; indent=x",
    "application/json; version=1",
    "*/*; indent=2",
    "application/json; indent=2, */*",
    "text/html; indent=2, application/json",
    "application/xml",
    "text/html",
    "garbage",
    "",
)
ISSUED = int(datetime(2025, 1, 1, tzinfo=UTC).timestamp())
AUTHORIZATIONS: Mapping[str, str] = {
    "empty": "",
    "lower_case": f"bearer {token()}",
    "basic": "Basic b3duZXI6eA==",
    "key": "Token abc",
    "scheme_alone": "Bearer",
    "two_values": "Bearer a b",
    "two_spaces": f"Bearer  {token()}",
    "garbage": "Bearer garbage",
    "dots": "Bearer a.b.c",
    "forged": f"Bearer {token()[:-4]}AAAA",
    "unsigned": "Bearer eyJhbGciOiJub25lIn0.eyJ1c2VyX2lkIjoxfQ.",
    "expired": f"Bearer {token(exp=ISSUED)}",
    "refresh": f"Bearer {token(token_type='refresh')}",
    "no_type": f"Bearer {token(token_type=None)}",
    "unknown_type": f"Bearer {token(token_type='sliding')}",
    "no_expiry": f"Bearer {token(exp=None)}",
    "no_id": f"Bearer {token(jti=None)}",
    "no_user": f"Bearer {token(user_id=None)}",
    "user_gone": f"Bearer {token(user_id='999999')}",
    "user_as_number": f"Bearer {token(user_id=1)}",
    "user_no_number": f"Bearer {token(user_id='x')}",
    "user_huge": f"Bearer {token(user_id=str(10**30))}",
}
REFRESHES: Mapping[str, str] = {
    "good": token(token_type="refresh"),
    "access": token(),
    "expired": token(token_type="refresh", exp=ISSUED),
    "no_type": token(token_type=None),
    "no_id": token(token_type="refresh", jti=None),
    "no_expiry": token(token_type="refresh", exp=None),
    "user_gone": token(token_type="refresh", user_id="999999"),
    "forged": f"{token(token_type='refresh')[:-4]}AAAA",
}
NO_IDS = ("abc", "1.5", "True", "0", "-1", "999999", str(2**63), str(10**30), "1" * 5000)
ODD_IDS = ("+1", "01", "%201", "1%20", "0_1", "%D9%A1", "%00", "%FF", "1e0", "1,2", "1;2", "~")
PAGES = ("0", "-1", "99", "abc", "1.0", "1_0", "", "last", "+1", "01", "%201", "%00", "1" * 30)
PAGE_SIZES = ("1", "2", "100", "101", "0", "-1", "abc", "2.0", "", "1" * 30, "%00")
INTEGERS = ("1", "999999", "0", "-1", "1.0", "1.5", "abc", "", "%201", "%2B1", "01", "1e3", "NaN")
HUGE = ("2147483648", str(2**63), str(10**30), "1" * 400)
BOOLEANS = ("true", "false", "True", "FALSE", "1", "0", "yes", "2", "null", "", "%20true")
DATES = (
    *("2026-01-01", "2026-02-30", "2026-13-01", "01/02/2026", "2026-1-3", "20260103", "today", ""),
    *("2026-01-01T00:00:00Z", "0000-01-01", "0001-01-01", "9999-12-31", "99999-01-01", "%00"),
)
SEARCHES = (
    *("a", "A", "a b", "a,b", "%22a b%22", "'a", "%25", "_", "%00", "%D9%85", "zzzz", "", "%20"),
    *("a%20%20b", "%5C", "*", "%27%22"),
)
ORDERINGS = (
    *("value", "-value", "created_at", "used_at", "-used_at", "expires_at", "-expires_at"),
    *("value,-created_at", "-value,used_at", "unknown", "unknown,value", "--value", "", "id"),
    *("course", "%20value", "value,", "VALUE", "%00"),
)
FILTERS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "/teachers/": {
        "is_active": BOOLEANS,
        "subject": (*INTEGERS, *HUGE),
        "grades": (*INTEGERS, *HUGE),
        "search": SEARCHES,
        "all": ("true", "True", "TRUE", "1", "yes", "false", ""),
    },
    "/students/": {
        "status": ("verified", "pending", "Verified", "gone", "", "%00"),
        "grade": (*INTEGERS, *HUGE),
        "school_type": INTEGERS,
        "search": SEARCHES,
    },
    "/assistants/": {"teacher": (*INTEGERS, *HUGE), "search": SEARCHES, "all": ("true",)},
    "/recharge-codes/": {
        "course": (*INTEGERS, *HUGE),
        "is_used": BOOLEANS,
        "ordering": ORDERINGS,
        "all": ("true",),
    },
    "/revenue/students/": {"course": (*INTEGERS, *HUGE)},
    "/revenue/trends/": {"start_date": DATES, "end_date": DATES},
}
COMBINED = (
    "/teachers/?subject=x&grades=y&is_active=z",
    "/teachers/?subject=1&subject=2",
    "/teachers/?subject=1&page=2",
    "/teachers/?page=2&page_size=3&search=a&unknown=%D8%A3&a=1,2",
    "/students/?status=verified&grade=1&page_size=2&page=2",
    "/students/?status=x&page=99",
    "/students/?page=99&search=%00",
    "/revenue/trends/?start_date=2026-02-02&end_date=2026-02-01",
    "/revenue/trends/?start_date=2027-01-01",
    "/revenue/trends/?start_date=x&end_date=y",
    "/revenue/trends/?start_date=2026-01-01&end_date=2026-03-01",
    "/teachers/?format=json",
    "/teachers/?format=xml",
    "/teachers/?format=",
    "/teachers/1/?subject=999999",
    "/students/1/?status=gone",
)
OUTSIDE = (
    "/",
    "/nothing/",
    "//teachers/",
    "/teachers/1/2/",
    "/teachers",
    "/teachers/1",
    "/courses",
)


def protocol_cases() -> Iterator[Case]:
    """Gives all cases that are not about one field."""
    yield from body_cases()
    yield from method_cases()
    yield from token_cases()
    yield from path_cases()
    yield from query_cases()


def body_cases() -> Iterator[Case]:
    """Gives bodies that can't be parsed, and those of other types than the operation's."""
    for name, content in BODIES.items():
        yield raw_case(f"json:patch:{name}", "PATCH", "/students/1/", content, JSON)
        yield raw_case(f"json:log_in:{name}", "POST", "/auth/token/", content, JSON)
    for content_type in TYPES:
        yield raw_case(f"type:json:{content_type}", "PATCH", "/students/1/", b"{}", content_type)
        yield raw_case(f"type:form:{content_type}", "PATCH", "/teachers/1/", b"{}", content_type)
        yield raw_case(f"type:delete:{content_type}", "DELETE", "/courses/1/", b"{}", content_type)
    for name, content in PARTS.items():
        yield raw_case(f"form:parts:{name}", "PATCH", "/teachers/1/", content, FORM)
    many = form({f"f{number}": "x" for number in range(1001)})
    yield Case("form:parts:1001_fields", "PATCH", "/teachers/1/", many)
    yield Case("form:parts:png_named_txt", "PATCH", "/teachers/1/", [PNG_NAMED_TXT])
    large = json.dumps({"x": "x" * 2_700_000}).encode()
    yield raw_case("json:patch:large", "PATCH", "/students/1/", large, JSON)


def method_cases() -> Iterator[Case]:
    """Gives every method on every path, by the owner and by nobody, and with what is accepted."""
    for path in PATHS:
        for method in METHODS:
            yield Case(f"method:owner:{method} {path}", method, path)
            yield Case(f"method:nobody:{method} {path}", method, path, None, {})
        yield Case(f"options:owner:{path}", "OPTIONS", path)
        yield Case(f"options:nobody:{path}", "OPTIONS", path, None, {})
    for accept in ACCEPTS:
        for path in ("/students/1/", "/students/999999/", "/teachers/"):
            yield Case(f"accept:{path}:{accept}", "GET", path).with_headers(Accept=accept)
    nobody = Case("accept:nobody:text/html", "GET", "/teachers/", None, {})
    yield nobody.with_headers(Accept="text/html")


def token_cases() -> Iterator[Case]:
    """Gives good and bad tokens, and what stands before and behind them in DRF's order."""
    for name, authorization in AUTHORIZATIONS.items():
        headers = {"Authorization": authorization}
        yield Case(f"token:get:{name}", "GET", "/students/1/", None, headers)
        broken = raw_case(f"token:patch:{name}", "PATCH", "/students/0/", b"{", JSON)
        yield broken.with_headers(Authorization=authorization)
        # The two of auth need no credentials, and look at none.
        log_in = json_case(f"token:log_in:{name}", "POST", "/auth/token/", {})
        yield log_in.with_headers(Authorization=authorization)
    for name, refresh in REFRESHES.items():
        body = {"refresh": refresh}
        yield json_case(f"refresh:token:{name}", "POST", "/auth/token/refresh/", body)
    for user_id in range(2, 10):
        headers = {"Authorization": f"Bearer {token(user_id=str(user_id))}"}
        yield Case(f"token:role:{user_id}", "DELETE", "/courses/1/", None, headers)
        yield Case(f"token:role_and_method:{user_id}", "PUT", "/students/1/", None, headers)


def path_cases() -> Iterator[Case]:
    """Gives ids that nothing has, spelled in many ways, and paths that are none."""
    for path in DETAILS:
        method = "PATCH" if path == "/courses/{}/" else "GET"
        for pk in (*NO_IDS, *ODD_IDS):
            yield Case(f"path:{path}:{pk[:20]}", method, path.format(pk))
    for path in ("/teachers/0/", "/students/0/", "/courses/0/"):
        yield raw_case(f"path:broken_body:{path}", "PATCH", path, b"{", JSON)
    yield Case("path:delete:0", "DELETE", "/courses/0/")
    for path in OUTSIDE:
        for method in ("GET", "POST", "DELETE"):
            yield Case(f"path:{method}:{path}?a=1&b=%D8%A3", method, f"{path}?a=1&b=%D8%A3")
            yield Case(f"path:nobody:{method} {path}", method, path, None, {})


def query_cases() -> Iterator[Case]:
    """Gives pages, sizes and filters, good and bad."""
    for path in LISTS:
        for name, pages in (("page", PAGES), ("page_size", PAGE_SIZES)):
            for text in pages:
                yield Case(f"query:{path}:{name}={text}", "GET", f"{path}?{name}={text}")
    for path, filters in FILTERS.items():
        for name, texts in filters.items():
            for text in texts:
                query = f"{name}={quote(text, safe='%')}"
                yield Case(f"query:{path}:{query[:40]}", "GET", f"{path}?{query}", None, OWNER)
    for path in COMBINED:
        yield Case(f"query:combined:{path}", "GET", path)
    yield Case(
        "query:combined:1001", "GET", f"/teachers/?{'&'.join(f'p{n}=x' for n in range(1001))}"
    )
