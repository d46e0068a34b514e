"""Pages, of all lists alike."""

from typing import Any

import httpx
import pytest

LISTS = ("/teachers/", "/students/", "/assistants/", "/recharge-codes/")


@pytest.mark.parametrize("path", LISTS)
def test_GEN_3_following_next_meets_each_once(owner: httpx.Client, path: str) -> None:
    """Following `next` meets each item once, and the links at both ends are null."""
    page = owner.get(path, params={"page_size": 3}).json()
    count, ids, pages = page["count"], [row["id"] for row in page["results"]], 1

    assert page["previous"] is None
    while page["next"]:
        assert page["next"].startswith(f"http://siteowner.test/api{path}?")
        page = owner.get(page["next"]).json()
        ids += [row["id"] for row in page["results"]]
        pages += 1
    assert count == len(ids) == len(set(ids))
    assert pages == -(-count // 3)


def test_GEN_3_links_keep_the_filters(owner: httpx.Client) -> None:
    """Both links keep the other parameters, sorted and encoded as DRF does."""
    query = "status=verified&page=2&page_size=2&search=%D9%85"
    page = owner.get(f"/students/?{query}").json()
    rest = "page_size=2&search=%D9%85&status=verified"

    assert page["next"] == f"http://siteowner.test/api/students/?page=3&{rest}"
    assert page["previous"] == f"http://siteowner.test/api/students/?{rest}"


@pytest.mark.parametrize("page", ["0", "-1", "99", "abc", "1.0", "9" * 30, "1\x00"])
def test_GEN_14_no_such_page(owner: httpx.Client, page: str) -> None:
    """A page that is not there, or no number, is a 404 in DRF's words."""
    response = owner.get("/students/", params={"page": page})

    assert (404, {"detail": "Invalid page."}) == (response.status_code, response.json())


@pytest.mark.parametrize("page", ["1", "", "01", "+1", " 1"])
def test_first_page_by_other_names(owner: httpx.Client, page: str) -> None:
    """DRF's other spellings of the first page, and none at all."""
    first = owner.get("/students/").json()["results"]

    assert first == owner.get("/students/", params={"page": page}).json()["results"]


def test_last_page_by_name(owner: httpx.Client) -> None:
    """`page=last` is the last page."""
    page = owner.get("/students/", params={"page": "last"}).json()

    assert page["next"] is None
    assert page["results"][-1]["id"] == page["count"]


@pytest.mark.parametrize(
    ("sent", "size"), [("5", 5), ("100", 70), ("1000", 70), ("0", 20), ("-1", 20), ("abc", 20)]
)
def test_page_size(owner: httpx.Client, sent: str, size: int) -> None:
    """A page has at most 100 rows; a size that is none is the default of 20."""
    page = owner.get("/students/", params={"page_size": sent}).json()

    assert size == len(page["results"])


@pytest.mark.parametrize("path", ["/teachers/", "/students/"])
def test_GEN_4_all_is_the_filtered_set(owner: httpx.Client, path: str) -> None:
    """`all=true` in any case is a bare array of the whole filtered set."""
    pages = owner.get(path, params={"page_size": 100}).json()["results"]

    assert pages == owner.get(path, params={"all": "TRUE"}).json()
    assert [] == owner.get(path, params={"all": "true", "search": "nobody at all"}).json()


@pytest.mark.parametrize("value", ["1", "false", "yes", ""])
def test_GEN_4_any_other_value_pages(owner: httpx.Client, value: str) -> None:
    """Any value but `true` pages as usual."""
    answer: dict[str, Any] = owner.get("/students/", params={"all": value}).json()

    assert (70, 20) == (answer["count"], len(answer["results"]))


@pytest.mark.parametrize("path", LISTS[:3])
def test_a_nul_in_a_search(owner: httpx.Client, path: str) -> None:
    """A NUL character is refused as DRF does, with a bare array."""
    response = owner.get(path, params={"search": "a\x00"})

    assert (400, ["Null characters are not allowed."]) == (response.status_code, response.json())


def test_an_empty_list_has_a_first_page(owner: httpx.Client) -> None:
    """No match is an empty first page, and no second one."""
    empty = owner.get("/students/", params={"search": "nobody"}).json()

    assert {"count": 0, "next": None, "previous": None, "results": []} == empty
    assert owner.get("/students/", params={"search": "nobody", "page": 2}).status_code == 404


def test_search_and_filter_page_as_each_alone_does(owner: httpx.Client) -> None:
    """A search in the index, a filter in the table: together no page is longer than asked for."""
    name = owner.get("/students/").json()["results"][0]["name_en"].split()[0]
    query = {"search": name, "status": "verified", "page_size": 1}

    first, second = (
        owner.get("/students/", params={**query, "page": page}).json() for page in (1, 2)
    )

    assert first["count"] > 1
    assert [1, 1] == [len(first["results"]), len(second["results"])]
    assert first["results"] != second["results"]
