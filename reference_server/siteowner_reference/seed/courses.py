"""Courses with topics, lectures and videos."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from itertools import count, cycle
from random import Random

from siteowner_reference.db import tables
from siteowner_reference.db.rows import Row, Rows
from siteowner_reference.seed.catalogue import SUBJECTS

COURSES = 15
INACTIVE_COURSE = 4
EMPTY_COURSE = 14
"""A course without any topic yet."""

NAMES = {
    "Physics": ("Mechanics", "Electricity and Magnetism", "Waves and Light"),
    "Chemistry": ("Organic Chemistry", "Acids and Bases", "الكيمياء الكهربية"),
    "Biology": ("Cells and Genetics", "The Human Body", "Ecology"),
    "Mathematics": ("Algebra", "Calculus", "حساب المثلثات"),
    "Arabic": ("النحو والصرف", "الأدب والنصوص", "البلاغة"),
    "English": ("Grammar and Writing", "Reading and Literature", "Conversation"),
    "History": ("Modern Egypt", "تاريخ مصر القديمة", "The Arab World"),
    "الجغرافيا": ("جغرافيا مصر", "الخرائط والمناخ", "السكان والعمران"),
}
"""Names of courses by subject."""
TOPICS = ("Introduction", "Core Ideas", "Problem Solving", "Exam Practice")
PRICES = ("40.00", "55.00", "60.00", "75.50", "120.00")
DISCOUNTS = ("0", "0", "0.10", "0.25")


@dataclass
class Curriculum:
    """The rows of courses and their parts, and how their ids go on."""

    courses: list[Row] = field(default_factory=list)
    topics: list[Row] = field(default_factory=list)
    lectures: list[Row] = field(default_factory=list)
    videos: list[Row] = field(default_factory=list)
    topic_ids: Iterator[int] = field(default_factory=partial(count, 1))
    lecture_ids: Iterator[int] = field(default_factory=partial(count, 1))
    video_ids: Iterator[int] = field(default_factory=partial(count, 1))

    def rows(self) -> Rows:
        """Gives them by table."""
        return {
            tables.Course: self.courses,
            tables.Topic: self.topics,
            tables.Lecture: self.lectures,
            tables.Video: self.videos,
        }

    def continued(self) -> "Curriculum":
        """Gives one without rows whose ids go on where these end."""
        return replace(self, courses=[], topics=[], lectures=[], videos=[])

    def lectures_of(self, course_id: int) -> list[Row]:
        """Gives the lectures of a course."""
        topics = {topic["id"] for topic in self.topics if topic["course_id"] == course_id}
        return [lecture for lecture in self.lectures if lecture["topic_id"] in topics]


def curriculum(random: Random, teacher_grades: Sequence[Row], now: datetime) -> Curriculum:
    """Gives the courses.

    Args:
        random: Where chance comes from.
        teacher_grades: Which teacher teaches which grade, and which subject.
        now: What the courses' ages count back from.
    """
    made = Curriculum()
    names = {pk: cycle(NAMES[subject]) for pk, subject in enumerate(SUBJECTS, 1)}
    for number in range(1, COURSES + 1):
        link = teacher_grades[(number * 5) % len(teacher_grades)]
        name = next(names[link["subject_id"]])
        made.courses.append(course_row(number, name, link, now - timedelta(days=260 - number * 3)))
        if number != EMPTY_COURSE:
            fill_course(random, made, number)
    return made


def course_row(number: int, name: str, link: Row, created_at: datetime) -> Row:
    """Gives the course of a teacher for a grade."""
    return {
        "id": number,
        "teacher_id": link["teacher_id"],
        "grade_id": link["grade_id"],
        "name": name,
        "description": f"{name}, from the first lesson to the exam." if number % 3 else None,
        "cover_picture": None,
        "is_active": number != INACTIVE_COURSE,
        "created_at": created_at,
        "updated_at": created_at,
    }


def fill_course(random: Random, made: Curriculum, course_id: int) -> None:
    """Gives a course topics, lectures and videos."""
    for name in TOPICS[: random.randint(1, len(TOPICS))]:
        topic = {"id": next(made.topic_ids), "course_id": course_id, "name": name}
        made.topics.append(topic)
        for part in range(1, random.randint(1, 4) + 1):
            made.lectures.append(_lecture(random, next(made.lecture_ids), topic, part))
            _record(random, made)


def _lecture(random: Random, pk: int, topic: Row, part: int) -> Row:
    price = Decimal(random.choice(PRICES))
    discount = Decimal(random.choice(DISCOUNTS))
    return {
        "id": pk,
        "topic_id": topic["id"],
        "name": f"{topic['name']}, part {part}",
        "price": price,
        "final_price": (price * (1 - discount)).quantize(Decimal("0.01")),
    }


def _record(random: Random, made: Curriculum) -> None:
    lecture = made.lectures[-1]
    for number in range(1, random.randint(0, 3) + 1):
        made.videos.append(
            {
                "id": next(made.video_ids),
                "lecture_id": lecture["id"],
                "name": f"{lecture['name']}, video {number}",
                "duration_seconds": random.randint(300, 5400),
            }
        )
