"""What any path answers to odd requests, as Django REST Framework does."""

import httpx
import pytest

from siteowner_reference.drf.pages import PAGES

JSON = {"Content-Type": "application/json"}
FORM = {"Content-Type": "multipart/form-data; boundary=b"}


@pytest.mark.parametrize(
    ("method", "path", "allow"),
    [
        ("PUT", "/teachers/", "GET, POST, HEAD, OPTIONS"),
        ("DELETE", "/teachers/1/", "GET, PUT, PATCH, HEAD, OPTIONS"),
        ("GET", "/courses/", "POST, OPTIONS"),
        ("HEAD", "/courses/1/", "PUT, PATCH, DELETE, OPTIONS"),
        ("TRACE", "/revenue/", "GET, HEAD, OPTIONS"),
        ("FOO", "/dashboard/stats/", "GET, HEAD, OPTIONS"),
        ("GET", "/auth/token/", "POST, OPTIONS"),
    ],
)
def test_GEN_11_other_method(owner: httpx.Client, method: str, path: str, allow: str) -> None:
    """Another method is a 405 with the methods that there are, its body unread."""
    response = owner.request(method, path, content=b"{", headers=JSON)

    assert (405, allow) == (response.status_code, response.headers["Allow"])
    if method != "HEAD":
        assert {"detail": f'Method "{method}" not allowed.'} == response.json()


def test_order_of_checks(owner: httpx.Client, anonymous: httpx.Client) -> None:
    """406 comes before 401, that before 405, that before 404, that before the body."""
    xml = {"Accept": "application/xml"}

    assert anonymous.put("/students/1/", headers=xml).status_code == 406
    assert anonymous.put("/students/1/").status_code == 401
    assert owner.put("/students/999/", content=b"{", headers=JSON).status_code == 405
    assert owner.patch("/students/999/", content=b"{", headers=JSON).status_code == 404
    assert owner.patch("/students/1/", content=b"{", headers=JSON).status_code == 400


@pytest.mark.parametrize(
    "accept", ["*/*", "application/*", "application/json", "text/html, */*;q=0.1"]
)
def test_acceptable(owner: httpx.Client, accept: str) -> None:
    """Whoever takes JSON among others gets it, without a charset."""
    response = owner.get("/dashboard/stats/", headers={"Accept": accept})

    assert (200, "application/json") == (response.status_code, response.headers["Content-Type"])


@pytest.mark.parametrize("accept", ["text/html", "", "application/xml", "nonsense"])
def test_not_acceptable(owner: httpx.Client, accept: str) -> None:
    """Whoever takes no JSON gets a 406."""
    response = owner.get("/dashboard/stats/", headers={"Accept": accept})

    assert response.status_code == 406
    assert {"detail": "Could not satisfy the request Accept header."} == response.json()


def test_unknown_format(owner: httpx.Client) -> None:
    """Another renderer asked for by the query is a 404, as in DRF."""
    assert owner.get("/students/?format=json").status_code == 200
    assert owner.get("/students/?format=xml").status_code == 404


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        (b"{", "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"),
        (b"abc", "Expecting value: line 1 column 1 (char 0)"),
        (b"{} {}", "Extra data: line 1 column 4 (char 3)"),
        (b'{"a": NaN}', "Out of range float values are not JSON compliant: 'NaN'"),
        (
            b'{"a": "\xff"}',
            "'utf-8' codec can't decode byte 0xff in position 7: invalid start byte",
        ),
        (
            b"\xef\xbb\xbf{}",
            "Unexpected UTF-8 BOM (decode using utf-8-sig): line 1 column 1 (char 0)",
        ),
        (b"[" * 100_000, "The body is nested too deeply."),
    ],
)
def test_GEN_11_malformed_json(owner: httpx.Client, body: bytes, detail: str) -> None:
    """What is no JSON is a 400 that says why."""
    response = owner.patch("/students/1/", content=body, headers=JSON)

    assert response.status_code == 400
    assert {"detail": f"JSON parse error - {detail}"} == response.json()


def test_GEN_9_a_very_long_integer(owner: httpx.Client) -> None:
    """An integer of 5,000 digits is a 400."""
    body = b'{"is_active": ' + b"1" * 5000 + b"}"
    response = owner.patch("/students/1/", content=body, headers=JSON)

    assert response.status_code == 400
    assert "integer string conversion" in response.json()["detail"]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (b"[1]", "Invalid data. Expected a dictionary, but got list."),
        (b'"x"', "Invalid data. Expected a dictionary, but got str."),
        (b"5", "Invalid data. Expected a dictionary, but got int."),
        (b"null", "No data provided"),
    ],
)
def test_json_that_is_no_object(owner: httpx.Client, body: bytes, text: str) -> None:
    """Any other JSON than an object is a 400 on no field."""
    response = owner.post("/recharge-codes/", content=body, headers=JSON)

    assert (400, {"non_field_errors": [text]}) == (response.status_code, response.json())


@pytest.mark.parametrize(
    ("path", "content_type"),
    [
        ("/recharge-codes/", "multipart/form-data; boundary=b"),
        ("/recharge-codes/", "application/x-www-form-urlencoded"),
        ("/teachers/", "application/json"),
        ("/teachers/", ""),
    ],
)
def test_GEN_11_other_content_type(owner: httpx.Client, path: str, content_type: str) -> None:
    """Only the documented content type is read."""
    response = owner.post(path, content=b"x", headers={"Content-Type": content_type})
    detail = f'Unsupported media type "{content_type}" in request.'

    assert (415, {"detail": detail}) == (response.status_code, response.json())


def test_form_without_a_boundary(owner: httpx.Client) -> None:
    """A form needs a boundary."""
    headers = {"Content-Type": "multipart/form-data"}
    response = owner.post("/teachers/", content=b"x", headers=headers)
    detail = "Multipart form parse error - Invalid boundary in multipart: None"

    assert (400, {"detail": detail}) == (response.status_code, response.json())


def test_form_of_garbage_is_empty(owner: httpx.Client) -> None:
    """Garbage is a form without fields, as in Django."""
    assert owner.patch("/teachers/1/", content=b"garbage", headers=FORM).status_code == 200


def test_too_many_fields(owner: httpx.Client) -> None:
    """More than 1,000 fields or parameters are refused with Django's page."""
    fields = [(f"f{number}", (None, "x")) for number in range(1001)]
    parameters = {f"p{number}": "x" for number in range(1001)}

    for response in (
        owner.patch("/teachers/1/", files=fields),
        owner.get("/teachers/", params=parameters),
    ):
        assert (400, PAGES[400]) == (response.status_code, response.text)


def test_too_large_a_body(owner: httpx.Client) -> None:
    """JSON over 2.5 MiB and any body over 32 MiB are refused with a page."""
    json = owner.patch("/students/1/", content=b" " * 2_700_000, headers=JSON)
    form = owner.patch("/teachers/1/", content=b" " * (33 * 1024 * 1024), headers=FORM)

    assert [400, 413] == [json.status_code, form.status_code]


def test_head_is_get_without_the_body(owner: httpx.Client) -> None:
    """HEAD has the headers of GET and no body."""
    headers = {"X-Request-ID": "the-same"}
    get, head = owner.get("/students/", headers=headers), owner.head("/students/", headers=headers)

    assert b"" == head.content
    assert dict(get.headers) == dict(head.headers)


def test_options(owner: httpx.Client, anonymous: httpx.Client) -> None:
    """OPTIONS tells what is read and written, to the owner alone."""
    response = owner.options("/teachers/1/")

    assert (200, ["application/json"]) == (response.status_code, response.json()["renders"])
    assert "multipart/form-data" in response.json()["parses"]
    assert anonymous.options("/teachers/1/").status_code == 401


def test_headers_are_djangos(owner: httpx.Client) -> None:
    """Each answer has Django's security headers."""
    headers = owner.get("/students/1/").headers

    assert "nosniff" == headers["X-Content-Type-Options"]
    assert "DENY" == headers["X-Frame-Options"]
    assert "same-origin" == headers["Referrer-Policy"]
    assert "same-origin" == headers["Cross-Origin-Opener-Policy"]


@pytest.mark.parametrize("method", ["GET", "POST", "PATCH", "DELETE"])
def test_path_without_its_slash(anonymous: httpx.Client, method: str) -> None:
    """Any method without the last slash is redirected, the query kept."""
    response = anonymous.request(method, "/teachers?search=%D8%A3&a=1")

    assert response.status_code == 301
    assert "/api/teachers/?search=%D8%A3&a=1" == response.headers["Location"]


@pytest.mark.parametrize(
    "path", ["/", "/nothing/", "/teachers/1/2/", "//teachers/", "/teachers/a/b"]
)
def test_unknown_path(owner: httpx.Client, path: str) -> None:
    """Any other path is Django's page."""
    response = owner.get(f"http://siteowner.test/api{path}")

    assert (404, PAGES[404]) == (response.status_code, response.text)
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize("text", ["abc", "1.5", "True", "%00", "%FF", "-1", "1" * 5000, "%D9%A1"])
def test_GEN_6_id_that_is_none(owner: httpx.Client, text: str) -> None:
    """What is no id is a 404 like an id that nothing has."""
    response = owner.get(f"/teachers/{text}/")

    assert (404, {"detail": "Not found."}) == (response.status_code, response.json())


@pytest.mark.parametrize("text", ["+1", "01", "%201"])
def test_other_spellings_of_an_id(owner: httpx.Client, text: str) -> None:
    """DRF reads an id as Python does."""
    assert owner.get(f"/teachers/{text}/").json()["id"] == 1


@pytest.mark.parametrize(
    "query",
    [
        {"search": "_" * 60_000},
        {"search": " ".join(map(str, range(5_000)))},
        {"search": "a " * 5_000},
        {"ordering": "value," * 5_000},
    ],
)
def test_GEN_9_queries_beyond_the_databases_limits(
    owner: httpx.Client, query: dict[str, str]
) -> None:
    """Very long searches and orderings are answered like others."""
    for path in ("/students/", "/recharge-codes/"):
        assert owner.get(path, params=query).status_code == 200


def test_GEN_9_half_a_surrogate_pair(owner: httpx.Client) -> None:
    """A text that has no UTF-8 is quoted back as a JSON escape."""
    response = owner.patch("/students/1/", content=rb'{"status": "\ud800"}', headers=JSON)

    assert response.status_code == 400
    assert rb"\ud800" in response.content


def test_GEN_5_instants_before_time_zones(owner: httpx.Client) -> None:
    """Cairo's offset had seconds until 1900; such an instant is shown in UTC."""
    body = {"course": 1, "value": 1, "expires_at": "1700-01-01T00:00:00Z"}
    code = owner.post("/recharge-codes/", json=body).json()

    assert code["expires_at"] == "1700-01-01T00:00:00+00:00"
