"""Data that the checks may lean on, found through the API itself."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from siteowner_contract.data import Data
from siteowner_contract.judge import Skip
from siteowner_contract.listing import Listing, sample

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
        named: What need not be found, since it was named.
    """

    def __init__(self, session: Session, named: Data | None = None) -> None:
        self._session = session
        self._named = named or Data()

    def afresh(self) -> Discovery:
        """The same, with nothing read yet."""
        return self.over(self._session)

    def over(self, session: Session) -> Discovery:
        """The same by another session, with nothing read yet."""
        return Discovery(session, self._named)

    @cached_property
    def teachers(self) -> list[JSON]:
        """Every teacher, or the first few hundred."""
        return self._items("teachers_list")

    @cached_property
    def students(self) -> list[JSON]:
        """Every student, or the first few hundred."""
        return self._items("students_list")

    @cached_property
    def assistants(self) -> list[JSON]:
        """Every assistant, or the first few hundred."""
        return self._items("assistants_list")

    def count(self, operation: str, **query: object) -> int:
        """How many items a list has, so filtered."""
        page = self._session.call(operation, query={**query, "page_size": 1})
        _need(page)
        return Listing((page,)).count

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
        """Subject id to the ids of grades that some teacher teaches it in, those named first."""
        subjects: dict[int, list[int]] = {}
        if self._named.subject is not None and self._named.grades is not None:
            subjects[self._named.subject] = list(self._named.grades)
        for teacher in self.teachers:
            if teacher.get("subject_id") is not None and teacher.get("grade_ids"):
                grades = subjects.setdefault(teacher["subject_id"], [])
                grades.extend(sorted(set(teacher["grade_ids"]) - set(grades)))
        if not subjects:
            raise Skip(_needs("a teacher with a subject and grades", "subject"))
        return subjects

    @property
    def subject(self) -> int:
        """The subject that was named, or the one with the most grades."""
        if self._named.subject is not None:
            return self._named.subject
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
            raise Skip(_needs("a subject that is taught in two grades", "grades"))
        return grades

    @property
    def video_security(self) -> int:
        """A video security that some teacher has."""
        if self._named.video_security is not None:
            return self._named.video_security
        ids = (teacher["video_security_id"] for teacher in self.teachers)
        given = (video_security for video_security in ids if video_security is not None)
        return int(self._first(given, "a teacher with a video security", "video_security"))

    @property
    def course_with_students(self) -> int:
        """Id of the course with the fewest enrolments, but some.

        Raises:
            Skip: There is none.
        """
        if self._named.course_with_students is not None:
            return self._named.course_with_students
        enrolled = [row for row in self.courses if row["enrolled_count"] > 0]
        fewest = sorted(enrolled, key=lambda row: row["enrolled_count"])
        what = "a course with enrolled students"
        return int(self._first(fewest, what, "course_with_students")["id"])

    @property
    def student_to_change(self) -> int:
        """Id of the student that is changed and put back: one that was named, or any."""
        named = self._named.changeable_students
        return named[0] if named else self.path_of("students_retrieve")[0]

    @cached_property
    def bought_course(self) -> int:
        """Id of the course that was bought most often."""
        if self._named.bought_course is not None:
            return self._named.bought_course
        bought = self._by_purchases(self.courses)
        return int(self._first(bought, "a course with purchases", "bought_course")["id"])

    @cached_property
    def bought_lecture(self) -> int:
        """Id of the lecture of that course that was bought most often."""
        if self._named.bought_lecture is not None:
            return self._named.bought_lecture
        lectures = self._read("revenue_course", self.bought_course)["lectures"]
        bought = self._by_purchases(lectures)
        found = self._first(bought, "a lecture with purchases", "bought_lecture")
        return int(found["lecture_id"])

    def path_of(self, operation: str) -> tuple[int, ...]:
        """Path parameters with which an operation that reads finds something.

        Raises:
            Skip: The server has nothing to find.
        """
        match operation:
            case "teachers_retrieve":
                found = self._named.teacher
                return (found or self._first(self.teachers, "a teacher", "teacher")["id"],)
            case "students_retrieve":
                found = self._named.student
                return (found or self._first(self.students, "a student", "student")["id"],)
            case "revenue_course":
                return (self.bought_course,)
            case "revenue_lecture":
                return (self.bought_lecture,)
            case _:
                return ()

    def _items(self, operation: str) -> list[JSON]:
        pages = tuple(sample(self._session, operation, {"page_size": 100}))
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
    def _first(found: Iterable[JSON], what: str, key: str) -> JSON:
        for item in found:
            return item
        raise Skip(_needs(what, key))


def _needs(what: str, key: str) -> str:
    return (
        f"needs {what} in the server's data: name one as {key} under [data] in contract.toml, "
        f"or give --state-hook"
    )


def _need(exchange: Exchange) -> None:
    if exchange.status != 200 or exchange.json is None:
        raise Skip(f"needs {exchange.operation} to answer; it answered {exchange.summary()}")
