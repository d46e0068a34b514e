"""Parts of lists are read from whichever end is nearer, and searches by an index."""

import httpx
import pytest

from siteowner_reference.db.queries.recharge_codes import ORDERINGS
from siteowner_reference.db.queries.recharge_codes import listing as codes
from siteowner_reference.db.queries.students import listing as students
from siteowner_reference.http.site import Site

TERMS = [f"{sign}{name}" for name in ORDERINGS for sign in ("", "-")]


@pytest.mark.parametrize("size", [1, 7, 100])
@pytest.mark.parametrize("term", [*TERMS, "used_at,-value"])
def test_parts_make_up_the_whole(site: Site, term: str, size: int) -> None:
    """Part after part, in any order and with nulls in it, is what all at once is."""
    found = codes({}, term.split(","))
    with site.reading() as work:
        whole = found.all(work.session)
        count = found.count(work.session)
        parts = [
            row
            for offset in range(0, count, size)
            for row in found.part(work.session, offset, size, count)
        ]

    assert count == len(whole)
    assert whole == parts


@pytest.mark.parametrize("word", ["ahm", "AHMED", "ah", "a", "أحم", "st240", "el-s", "d a", "7"])
def test_STU_4_index_finds_what_is_there(site: Site, owner: httpx.Client, word: str) -> None:
    """Words that are indexed and shorter ones find every student that has them, and no other."""
    everyone = owner.get("/students/", params={"all": "true"}).json()
    searched = ("name_ar", "name_en", "student_code", "national_id")
    expected = [
        row["id"]
        for row in everyone
        if any(word.casefold() in row[name].casefold() for name in searched)
    ]
    with site.reading() as work:
        found = students({}, [word])
        assert expected == [row["id"] for row in found.all(work.session)]
        assert len(expected) == found.count(work.session)
    assert expected


@pytest.mark.parametrize("word", ['"""', 'ah"med', "ahm%", "_hmed", "ahm*", "NEAR", "name_en:ahm"])
def test_STU_4_no_sign_has_a_meaning(owner: httpx.Client, word: str) -> None:
    """What an index or LIKE would understand as more than letters is looked for as it stands."""
    answer = owner.get("/students/", params={"search": word})

    assert (200, 0) == (answer.status_code, answer.json()["count"])


def test_STU_1_group_that_is_none(owner: httpx.Client) -> None:
    """An id out of range finds nobody, not those who have no grade at all."""
    for wanted in (0, -1, 2**31):
        assert owner.get("/students/", params={"grade": wanted}).json()["count"] == 0
