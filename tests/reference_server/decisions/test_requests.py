"""Decisions on requests of every kind: who may call, what is read, in which order it is refused."""

from datetime import datetime
from pathlib import Path

import httpx
import pytest

from siteowner_reference.app import create_app
from tests.reference_server.conftest import PASSWORD, Login, SetClock, settings_in
from tests.reference_server.forms import TEACHER, form
from tests.reference_server.in_process import InProcess

DETAILS = (
    "/teachers/999999/",
    "/students/999999/",
    "/revenue/courses/999999/",
    "/revenue/lectures/999999/",
)
JSON = {"Content-Type": "application/json"}


def test_D_01_authentication_is_simplejwts(anonymous: httpx.Client, clock: SetClock) -> None:
    """A bearer token is good for some minutes, a refresh token for a day; a bad log-in is a 401."""
    wrong = anonymous.post("/auth/token/", json={"username": "owner", "password": "wrong"})
    pair = anonymous.post("/auth/token/", json={"username": "owner", "password": PASSWORD}).json()
    headers = {"Authorization": f"Bearer {pair['access']}"}
    good = anonymous.get("/revenue/", headers=headers)
    clock.advance(minutes=61)
    expired = anonymous.get("/revenue/", headers=headers)
    refreshed = anonymous.post("/auth/token/refresh/", json={"refresh": pair["refresh"]})
    clock.advance(days=1)
    too_late = anonymous.post("/auth/token/refresh/", json={"refresh": pair["refresh"]})

    assert wrong.json() == {"detail": "No active account found with the given credentials"}
    assert [401, 200, 401, 200, 401] == [
        one.status_code for one in (wrong, good, expired, refreshed, too_late)
    ]
    assert expired.json()["code"] == too_late.json()["code"] == "token_not_valid"


def test_D_02_the_dashboards_texts_are_everywhere(anonymous: httpx.Client, log_in: Login) -> None:
    """The full sentences of 401 and 403 are not the dashboard's alone."""
    teacher = log_in("teacher1")
    for path in ("/teachers/", "/courses/", "/recharge-codes/", "/revenue/", "/dashboard/stats/"):
        assert anonymous.get(path).json() == {
            "detail": "Authentication credentials were not provided."
        }
        assert teacher.get(path).json() == {
            "detail": "You do not have permission to perform this action."
        }


@pytest.mark.parametrize("path", DETAILS)
def test_D_03_not_found_is_two_words(owner: httpx.Client, path: str) -> None:
    """What is not there is `Not found.`, whatever it is."""
    response = owner.get(path)

    assert (404, {"detail": "Not found."}) == (response.status_code, response.json())


def test_D_04_booleans_in_a_query(owner: httpx.Client) -> None:
    """`true` and `false` in any case, 1 and 0; anything else is refused by name."""
    counts = {
        text: owner.get("/teachers/", params={"is_active": text}).json()["count"]
        for text in ("true", "TRUE", "1", "false", "False", "0")
    }
    refused = owner.get("/teachers/", params={"is_active": "yes"})

    assert counts["true"] == counts["TRUE"] == counts["1"] != counts["false"]
    assert counts["false"] == counts["False"] == counts["0"] > 0
    assert (400, ["is_active"]) == (refused.status_code, list(refused.json()))


def test_D_05_an_empty_parameter_is_none(owner: httpx.Client) -> None:
    """A parameter without a value filters nothing."""
    query = {"status": "", "grade": "", "school_type": "", "search": ""}

    assert (
        owner.get("/students/", params=query).json()["count"]
        == (owner.get("/students/").json()["count"])
    )


def test_D_06_integers_in_a_query(owner: httpx.Client) -> None:
    """What is no integer is refused by name; what nothing has finds nothing."""
    refused = owner.get("/teachers/", params={"subject": "x", "grades": "1.5"})

    assert (400, ["subject", "grades"]) == (refused.status_code, list(refused.json()))
    assert owner.get("/teachers/", params={"subject": 999_999}).json()["results"] == []


def test_D_07_status_is_one_of_five(owner: httpx.Client) -> None:
    """Any other status is refused by name."""
    refused = owner.get("/students/", params={"status": "gone"})

    assert (400, ["status"]) == (refused.status_code, list(refused.json()))


def test_D_08_search_takes_parts_of_words_in_any_case(owner: httpx.Client) -> None:
    """Each word must be somewhere in the name, in any letter case; no word filters nothing."""
    everyone = owner.get("/teachers/", params={"all": "true"}).json()
    first = everyone[0]["name"].split()
    parts = f"{first[-1][1:].upper()} {first[0][:-1].lower()}"
    found = owner.get("/teachers/", params={"search": parts}).json()["results"]

    assert everyone[0]["id"] in [one["id"] for one in found]
    for one in found:
        assert all(part.lower() in one["name"].lower() for part in parts.split())
    assert owner.get("/teachers/", params={"search": " "}).json()["count"] == len(everyone)


def test_D_09_grades_finds_who_teaches_it(owner: httpx.Client) -> None:
    """One grade is given; who teaches it, beside others or not, is found."""
    everyone = owner.get("/teachers/", params={"all": "true"}).json()
    found = owner.get("/teachers/", params={"grades": 2, "all": "true"}).json()

    assert [one["id"] for one in everyone if 2 in one["grade_ids"]] == [one["id"] for one in found]
    assert any(len(one["grade_ids"]) > 1 for one in found)


def test_D_10_pages(owner: httpx.Client) -> None:
    """Twenty a page by id, a hundred at most; links keep the rest of the query."""
    query = {"status": "verified", "page_size": "2"}
    first = owner.get("/students/", params=query).json()
    missing = owner.get("/students/", params={"page": 99})
    ids = [one["id"] for one in owner.get("/students/").json()["results"]]

    assert "page=2&page_size=2&status=verified" == first["next"].partition("?")[2]
    assert (404, {"detail": "Invalid page."}) == (missing.status_code, missing.json())
    assert (20, sorted(ids)) == (len(ids), ids)
    assert "page_size=500" not in str(owner.get("/students/?page_size=500").json()["next"])


def test_D_11_all_is_a_bare_array(owner: httpx.Client) -> None:
    """`all=true` in any case is the filtered set as an array; any other value pages as usual."""
    for text in ("true", "TRUE"):
        assert isinstance(owner.get("/students/", params={"all": text}).json(), list)
    for text in ("1", "yes", "false", ""):
        assert len(owner.get("/students/", params={"all": text}).json()["results"]) == 20


def test_D_12_ordering_of_codes(owner: httpx.Client) -> None:
    """Four names, each way; the newest first otherwise, and names that are none are passed over."""

    def ordered(ordering: str, name: str) -> list[str | None]:
        query = {"ordering": ordering, "page_size": "100"}
        codes = owner.get("/recharge-codes/", params=query).json()["results"]
        return [code[name] for code in codes if code[name] is not None]

    for name in ("created_at", "expires_at", "used_at"):
        instants = [datetime.fromisoformat(str(text)) for text in ordered(name, name)]
        assert instants == sorted(instants)
        assert list(reversed(ordered(f"-{name}", name))) == ordered(name, name)
    values = [float(str(text)) for text in ordered("unknown,-value", "value")]
    assert values == sorted(values, reverse=True)
    assert ordered("-created_at", "code") == ordered("unknown", "code") == ordered("", "code")


def test_D_13_money_is_a_string(owner: httpx.Client) -> None:
    """Each amount is a string with two decimals, where the documents say just Decimal, too."""
    code = owner.post("/recharge-codes/", json={"course": 1, "value": 7}).json()
    details = [one["video_security_detail"] for one in owner.get("/teachers/").json()["results"]]

    assert code["value"] == "7.00"
    for detail in filter(None, details):
        assert detail["price_per_student"][-3] == "."


def test_D_14_arrays_repeat_their_key(owner: httpx.Client) -> None:
    """A list in a form is its key again and again, never one text."""
    repeated = owner.patch("/teachers/1/", files=form({"grades": [1, 2]}))
    joined = owner.patch("/teachers/1/", files=form({"grades": "1,2"}))

    assert repeated.json()["grade_ids"] == [1, 2]
    assert (400, ["grades"]) == (joined.status_code, list(joined.json()))


def test_D_15_an_empty_part_clears(owner: httpx.Client) -> None:
    """An empty part clears what may be null, and a list can't be emptied."""
    names = ("secondary_phone", "biography", "facebook", "video_security", "profile_picture")
    cleared = owner.patch("/teachers/1/", files=form(dict.fromkeys(names, ""))).json()
    course = owner.patch("/courses/1/", files=form({"description": "", "cover_picture": ""})).json()
    refused = owner.patch("/teachers/1/", files=form({"grades": ""}))

    assert {None} == {cleared[name] for name in (*names[:3], "profile_picture")}
    assert cleared["video_security_id"] is None
    assert (None, None) == (course["description"], course["cover_picture"])
    assert refused.status_code == 400


@pytest.mark.parametrize(
    ("field", "longest"),
    [
        ("name", "n" * 255),
        ("biography", "b" * 5000),
        ("facebook", f"https://example.com/{'f' * 180}"),
        ("username", "u" * 150),
    ],
)
def test_D_22_lengths(owner: httpx.Client, field: str, longest: str) -> None:
    """A text may be this long, and no longer."""
    accepted = owner.patch("/teachers/1/", files=form({field: longest}))
    refused = owner.patch("/teachers/1/", files=form({field: f"{longest}x"}))

    assert longest == accepted.json()[field]
    assert (400, [field]) == (refused.status_code, list(refused.json()))


def test_D_23_unknown_fields_are_ignored(owner: httpx.Client) -> None:
    """What no field is named is not looked at."""
    before = owner.get("/students/1/").json()
    answer = owner.patch("/students/1/", json={"name_en": "X", "no_field": 1})

    assert answer.status_code == 200
    assert before == owner.get("/students/1/").json()


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        ({}, {"course": "This field is required.", "value": "This field is required."}),
        ({"course": None, "value": 1}, {"course": "This field may not be null."}),
        ({"course": 1, "value": ""}, {"value": "A valid number is required."}),
        (
            {"course": [], "value": 1},
            {"course": "Incorrect type. Expected pk value, received list."},
        ),
    ],
)
def test_D_24_null_blank_and_wrong_types(
    owner: httpx.Client, body: dict[str, object], texts: dict[str, str]
) -> None:
    """The texts are DRF's own."""
    response = owner.post("/recharge-codes/", json=body)

    assert {field: [text] for field, text in texts.items()} == response.json()


@pytest.mark.parametrize("pk", [2**63, -1, 10**30])
def test_D_25_ids_beyond_the_database(owner: httpx.Client, pk: int) -> None:
    """Such an id is nothing's: 404 in a path, refused in a body, no row in a query."""
    body = owner.post("/recharge-codes/", json={"course": pk, "value": 1})

    assert owner.get(f"/teachers/{pk}/").status_code == 404
    assert {"course": [f'Invalid pk "{pk}" - object does not exist.']} == body.json()
    assert owner.get("/students/", params={"grade": pk}).json()["results"] == []


def test_D_26_nul_characters(owner: httpx.Client) -> None:
    """They are refused in bodies and in queries."""
    text = "Null characters are not allowed."
    name = owner.patch("/teachers/1/", files=form({"name": "a\0b"}))

    assert {"name": [text]} == name.json()
    assert [text] == owner.get("/teachers/", params={"search": "\0"}).json()
    assert {"subject": [text]} == owner.get("/teachers/", params={"subject": "\0"}).json()


def test_D_47_methods_types_and_malformed_json(owner: httpx.Client) -> None:
    """405 with Allow, 406, 415 and 400 as DRF has them."""
    method = owner.delete("/teachers/1/")
    accept = owner.get("/teachers/1/", headers={"Accept": "text/html"})
    content_type = owner.post("/teachers/", json={})
    malformed = owner.post("/recharge-codes/", content=b"{", headers=JSON)

    assert [405, 406, 415, 400] == [
        one.status_code for one in (method, accept, content_type, malformed)
    ]
    assert method.headers["Allow"] == "GET, PUT, PATCH, HEAD, OPTIONS"
    assert malformed.json()["detail"].startswith("JSON parse error - ")


def test_D_48_order_of_checks(owner: httpx.Client, anonymous: httpx.Client, log_in: Login) -> None:
    """401, 403, 405, 404, the body, the fields: each fault is told before those behind it."""
    missing, there = "/students/999999/", "/students/1/"

    def broken(client: httpx.Client, method: str, path: str) -> httpx.Response:
        return client.request(method, path, content=b"{", headers=JSON)

    assert broken(anonymous, "PUT", missing).status_code == 401
    assert broken(log_in("teacher1"), "PUT", missing).status_code == 403
    assert broken(owner, "PUT", missing).status_code == 405
    assert broken(owner, "PATCH", missing).status_code == 404
    assert "detail" in broken(owner, "PATCH", there).json()
    assert "status" in owner.patch(there, json={"status": "gone"}).json()


def test_D_49_one_content_type_an_operation(owner: httpx.Client) -> None:
    """A form where JSON is documented is 415, and the other way round."""
    assert owner.post("/recharge-codes/", files=form({"course": 1})).status_code == 415
    assert owner.post("/teachers/", json=dict(TEACHER)).status_code == 415
    assert owner.patch("/students/1/", data={"status": "pending"}).status_code == 415


def test_D_50_a_form_without_a_boolean(owner: httpx.Client) -> None:
    """Left out it is true on POST, and as it was on PUT and PATCH."""
    made = owner.post("/teachers/", files=form(TEACHER)).json()
    path = f"/teachers/{made['id']}/"
    owner.patch(path, files=form({"is_active": False}))

    assert made["is_active"] is True
    assert owner.put(path, files=form(TEACHER)).json()["is_active"] is False
    assert owner.patch(path, files=form({"name": "N"})).json()["is_active"] is False


def test_D_51_a_path_without_its_slash(anonymous: httpx.Client) -> None:
    """It is redirected to the one with it."""
    response = anonymous.get("/teachers?page=2")

    assert (301, "/api/teachers/?page=2") == (response.status_code, response.headers["Location"])


def test_D_55_no_further_field_beside_status_and_flag(owner: httpx.Client) -> None:
    """STU-6 answers its two fields and nothing else."""
    assert ["status", "is_active"] == list(owner.patch("/students/1/", json={}).json())


def test_GEN_12_no_password_comes_back(owner: httpx.Client) -> None:
    """Neither the password nor a field of this name is in an answer."""
    made = owner.post("/teachers/", files=form(TEACHER))
    answers = [made, *(owner.get(path) for path in ("/teachers/", "/students/", "/assistants/"))]

    assert not [one for one in answers if "password" in one.text]
    assert str(TEACHER["password"]) not in made.text


def test_D_56_texts_are_english(owner: httpx.Client) -> None:
    """The reference server speaks English, whatever is asked for."""
    for language in ("en", "ar"):
        answer = owner.post("/recharge-codes/", json={}, headers={"Accept-Language": language})
        assert answer.json()["course"] == ["This field is required."]


def test_D_57_no_throttle_unless_told(owner: httpx.Client, tmp_path: Path) -> None:
    """As many calls as one likes; with a rate, 429 and when to come back."""
    assert {200} == {owner.get("/students/1/").status_code for _ in range(50)}

    url = f"sqlite:///{tmp_path / 'throttled.sqlite3'}"
    app = create_app(settings_in(tmp_path, database_url=url, throttle="1/m", seed="none"))
    with httpx.Client(transport=InProcess(app), base_url="http://siteowner.test/api") as client:
        answers = [client.post("/auth/token/", json={}) for _ in range(2)]
    app.state.site.database.close()

    assert [400, 429] == [one.status_code for one in answers]
    assert int(answers[1].headers["Retry-After"]) > 0
