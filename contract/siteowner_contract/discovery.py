"""Data that the checks may lean on, found through the API itself."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from siteowner_contract.judge import Skip
from siteowner_contract.listing import Listing, walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from siteowner_contract.exchange import Exchange
    from siteowner_contract.openapi import JSON
    from siteowner_contract.session import Session

# Past every id of a young database, and within 32 bits, where every database can look it up.
UNUSED_ID = 2_000_000_011


class Discovery:
    """Reads each list or report when it is first needed, and keeps it.

    What it gives serves to *find* data. A check that judges a list reads it itself.

    Args:
        session: How to read, as the site owner.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    @cached_property
    def teachers(self) -> list[JSON]:
        """Every teacher."""
        return self._items("teachers_list")

    @cached_property
    def students(self) -> list[JSON]:
        """Every student."""
        return self._items("students_list")

    @cached_property
    def assistants(self) -> list[JSON]:
        """Every assistant."""
        return self._items("assistants_list")

    @cached_property
    def courses(self) -> list[JSON]:
        """Every course, as the rows of the revenue overview."""
        overview = self._read("revenue_overview")
        rows = overview.get("courses") if isinstance(overview, dict) else None
        if not isinstance(rows, list):
            raise Skip("needs a revenue_overview that lists the courses")
        return rows

    @cached_property
    def subjects(self) -> dict[int, list[int]]:
        """Subject id to the ids of grades that some teacher teaches it in."""
        subjects: dict[int, list[int]] = {}
        for teacher in self.teachers:
            if teacher.get("subject_id") is not None and teacher.get("grade_ids"):
                grades = subjects.setdefault(teacher["subject_id"], [])
                grades.extend(sorted(set(teacher["grade_ids"]) - set(grades)))
        if not subjects:
            raise Skip("needs a teacher with a subject and grades")
        return subjects

    @property
    def subject(self) -> int:
        """The subject with the most grades."""
        subjects = self.subjects
        subject, _ = max(subjects.items(), key=lambda item: len(item[1]))
        return subject

    @property
    def grades(self) -> list[int]:
        """The grades of that subject, at least two.

        Raises:
            Skip: There is but one.
        """
        grades = self.subjects[self.subject]
        if len(grades) < 2:
            raise Skip("needs a subject that is taught in two grades")
        return grades

    @property
    def video_security(self) -> int:
        """A video security that some teacher has."""
        ids = (teacher["video_security_id"] for teacher in self.teachers)
        given = (video_security for video_security in ids if video_security is not None)
        return int(self._first(given, "a teacher with a video security"))

    @property
    def course_with_students(self) -> int:
        """Id of the course with the fewest enrolments, but some.

        Raises:
            Skip: There is none.
        """
        enrolled = [row for row in self.courses if row["enrolled_count"] > 0]
        fewest = sorted(enrolled, key=lambda row: row["enrolled_count"])
        return int(self._first(fewest, "a course with enrolled students")["id"])

    @cached_property
    def bought_course(self) -> int:
        """Id of the course that was bought most often."""
        return int(self._first(self._by_purchases(self.courses), "a course with purchases")["id"])

    @cached_property
    def bought_lecture(self) -> int:
        """Id of the lecture of that course that was bought most often."""
        lectures = self._read("revenue_course", self.bought_course)["lectures"]
        found = self._first(self._by_purchases(lectures), "a lecture with purchases")
        return int(found["lecture_id"])

    def path_of(self, operation: str) -> tuple[int, ...]:
        """Path parameters with which an operation that reads finds something.

        Raises:
            Skip: The server has nothing to find.
        """
        match operation:
            case "teachers_retrieve":
                return (self._first(self.teachers, "a teacher")["id"],)
            case "students_retrieve":
                return (self._first(self.students, "a student")["id"],)
            case "revenue_course":
                return (self.bought_course,)
            case "revenue_lecture":
                return (self.bought_lecture,)
            case _:
                return ()

    def _items(self, operation: str) -> list[JSON]:
        pages = tuple(walk(self._session, operation, {"page_size": 100}))
        for page in pages:
            _need(page)
        return Listing(pages).items

    def _read(self, operation: str, *path: int) -> JSON:
        exchange = self._session.call(operation, *path)
        _need(exchange)
        return exchange.json

    @staticmethod
    def _by_purchases(rows: Iterable[JSON]) -> Iterator[JSON]:
        bought = (row for row in rows if row["purchase_count"] > 0)
        return iter(sorted(bought, key=lambda row: -row["purchase_count"]))

    @staticmethod
    def _first(found: Iterable[JSON], what: str) -> JSON:
        for item in found:
            return item
        raise Skip(f"needs {what} in the server's data")


def _need(exchange: Exchange) -> None:
    if exchange.status != 200 or exchange.json is None:
        raise Skip(f"needs {exchange.operation} to answer; it answered {exchange.summary()}")
