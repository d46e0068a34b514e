"""The large seed: what a big year leaves behind, in parts that fit into memory.

It obeys the same rules as the small one. Every course has as many students, purchases and codes
as any other, whatever the size: what an operation costs then depends on how much data there is,
and not on which course is asked for.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import itemgetter
from random import Random
from zoneinfo import ZoneInfo

from siteowner_reference.db import tables
from siteowner_reference.db.rows import Row, Rows
from siteowner_reference.domain.accounts import ASSISTANT, STUDENT, TEACHER
from siteowner_reference.domain.clock import start_of_month
from siteowner_reference.domain.enrolments import purchase
from siteowner_reference.seed.accounts import (
    OWNER_ID,
    Serials,
    assistant_row,
    owner,
    student_row,
    teacher_grades,
    teacher_row,
    users,
)
from siteowner_reference.seed.activity import code_row, enrolled_at, price_then
from siteowner_reference.seed.catalogue import SUBJECTS, catalogue
from siteowner_reference.seed.courses import NAMES, Curriculum, course_row, fill_course
from siteowner_reference.seed.small import SEED, account_instants

STUDENTS_A_PART = 5_000
COURSES_A_PART = 50
STUDENTS_A_COURSE = 40
OLDEST_COURSE_DAYS = 260
LAST_CODE = timedelta(days=2)
"""A used code was made at least so long ago: a day may pass until it is used."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much of everything there is; purchases and codes are spread evenly over courses."""

    students: int = 1_000
    teachers: int = 20
    assistants: int = 40
    courses: int = 50
    purchases: int = 10_000
    codes: int = 5_000

    def times(self, factor: int) -> "Size":
        """Gives the same in another size."""
        return Size(
            self.students * factor,
            self.teachers * factor,
            self.assistants * factor,
            self.courses * factor,
            self.purchases * factor,
            self.codes * factor,
        )


LARGE = Size().times(100)


@dataclass(frozen=True, slots=True)
class Season:
    """What all parts are made from.

    Attributes:
        random: Where chance comes from.
        now: What all dates count back from.
        zone: Where days begin.
        size: How much of everything.
    """

    random: Random
    now: datetime
    zone: ZoneInfo
    size: Size

    def instants(self, number: int) -> list[datetime]:
        """Gives when so many accounts were made, ascending."""
        month = start_of_month(self.now, self.zone)
        return account_instants(self.random, self.now, month, number)


def large(now: datetime, zone: ZoneInfo, size: Size = LARGE) -> Iterator[Rows]:
    """Gives the same rows each time, in parts, save that all dates count back from `now`."""
    season = Season(Random(SEED), now, zone, size)  # noqa: S311 (to be the same each time)
    registered = season.instants(size.students)
    staff = _staff(season)
    yield {**catalogue(), **staff}
    yield from _students(season, registered)
    yield from _courses(season, _posts(staff), registered)


def _staff(season: Season) -> Rows:
    """Gives the owner, the teachers and their assistants."""
    size, random = season.size, season.random
    teacher_users = users(TEACHER, season.instants(size.teachers), after=OWNER_ID)
    after = OWNER_ID + size.teachers
    assistant_users = users(ASSISTANT, season.instants(size.assistants), after)
    teachers = [teacher_row(random, *numbered) for numbered in enumerate(teacher_users, 1)]
    return {
        tables.User: [owner(season.instants(1)[0]), *teacher_users, *assistant_users],
        tables.Teacher: teachers,
        tables.TeacherGrade: teacher_grades(random, teachers),
        tables.Assistant: [
            assistant_row(random, number, user, (number - 1) % size.teachers + 1)
            for number, user in enumerate(assistant_users, 1)
        ],
    }


def _students(season: Season, registered: Sequence[datetime]) -> Iterator[Rows]:
    after = OWNER_ID + season.size.teachers + season.size.assistants
    today = season.now.astimezone(season.zone).date()
    serials = Serials()
    for start in range(0, season.size.students, STUDENTS_A_PART):
        part = registered[start : start + STUDENTS_A_PART]
        accounts = users(STUDENT, part, after, first=start + 1)
        yield {
            tables.User: accounts,
            tables.Student: [
                student_row(season.random, today, serials, number, user)
                for number, user in enumerate(accounts, start + 1)
            ],
        }


@dataclass(frozen=True, slots=True)
class Post:
    """A teacher who can be given courses.

    Attributes:
        teacher_id: Who it is.
        names: What courses of the subject are called.
        grades: The ids of the grades that the teacher teaches.
    """

    teacher_id: int
    names: Sequence[str]
    grades: Sequence[int]

    def course(self, number: int, turn: int, created_at: datetime) -> Row:
        """Gives the course that is this teacher's after `turn` others; no two are alike."""
        round_, which = divmod(turn, len(self.names))
        name = f"{self.names[which]} {round_ + 1}" if round_ else self.names[which]
        link = {"teacher_id": self.teacher_id, "grade_id": self.grades[turn % len(self.grades)]}
        return course_row(number, name, link, created_at)


def _posts(staff: Rows) -> list[Post]:
    grades = defaultdict(list)
    for row in staff[tables.TeacherGrade]:
        grades[row["teacher_id"]].append(row["grade_id"])
    return [
        Post(row["id"], NAMES[SUBJECTS[row["subject_id"] - 1]], grades[row["id"]])
        for row in staff[tables.Teacher]
        if row["subject_id"] is not None
    ]


def _courses(
    season: Season, posts: Sequence[Post], registered: Sequence[datetime]
) -> Iterator[Rows]:
    """Gives courses with all that belongs to them."""
    made = Curriculum()
    for start in range(1, season.size.courses + 1, COURSES_A_PART):
        made = made.continued()
        activity: dict[type[tables.Base], list[Row]] = defaultdict(list)
        for number in range(start, min(start + COURSES_A_PART, season.size.courses + 1)):
            turn, which = divmod(number - 1, len(posts))
            created_at = season.now - timedelta(days=OLDEST_COURSE_DAYS, minutes=number)
            made.courses.append(posts[which].course(number, turn, created_at))
            first_topic = len(made.lectures)
            fill_course(season.random, made, number)
            members = _members(season, number, registered)
            activity[tables.Enrolment] += members
            activity[tables.Purchase] += _purchases(season, made.lectures[first_topic:], members)
            activity[tables.RechargeCode] += _codes(season, members)
        yield {**made.rows(), **activity}


def _members(season: Season, course_id: int, registered: Sequence[datetime]) -> list[Row]:
    random, students = season.random, season.size.students
    return [
        {
            "course_id": course_id,
            "student_id": student_id,
            "is_active": random.random() > 0.15,
            "enrolled_at": enrolled_at(random, registered[student_id - 1], season.now),
        }
        for student_id in random.sample(range(1, students + 1), min(STUDENTS_A_COURSE, students))
    ]


def _purchases(season: Season, lectures: Sequence[Row], members: Sequence[Row]) -> list[Row]:
    """Gives the purchases of one course, in time; each is some time after its enrolment."""
    rows = [
        _purchase(season, season.random.choice(lectures), season.random.choice(members))
        for _ in range(season.size.purchases // season.size.courses)
    ]
    return sorted(rows, key=itemgetter("purchased_at"))


def _purchase(season: Season, lecture: Row, member: Row) -> Row:
    since: datetime = member["enrolled_at"]
    at = since + (season.now - since) * season.random.random()
    bought = {"id": lecture["id"], "course_id": member["course_id"]}
    amount = price_then(lecture, at, season.now)
    return purchase(bought, member["student_id"], amount, at, season.zone)


def _codes(season: Season, members: Sequence[Row]) -> list[Row]:
    """Gives the codes of one course; a third of them is used."""
    codes = season.size.codes // season.size.courses
    course_id = members[0]["course_id"]
    first = (course_id - 1) * codes + 1
    return [
        _code(season, number, season.random.choice(members))
        for number in range(first, first + codes)
    ]


def _code(season: Season, number: int, member: Row) -> Row:
    latest = season.now - LAST_CODE
    is_used = number % 3 == 0 and member["enrolled_at"] < latest
    since = member["enrolled_at"] if is_used else season.now - timedelta(days=OLDEST_COURSE_DAYS)
    created_at = since + (latest - since) * season.random.random()
    student_id = member["student_id"] if is_used else None
    return code_row(season.random, number, member["course_id"], student_id, created_at)
