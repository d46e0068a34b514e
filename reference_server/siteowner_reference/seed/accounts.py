"""One owner, and teachers, assistants and students with their users."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from itertools import accumulate
from random import Random

from siteowner_reference.db import tables
from siteowner_reference.db.folding import fold, search_text
from siteowner_reference.db.rows import Row, Rows
from siteowner_reference.domain.accounts import ASSISTANT, GENDERS, OWNER, STUDENT, TEACHER
from siteowner_reference.domain.passwords import UNUSABLE
from siteowner_reference.domain.students import ACTIVE_BY_STATUS
from siteowner_reference.seed.catalogue import DIVISION_GRADES, SUBJECT_GRADES
from siteowner_reference.seed.egypt import (
    GOVERNORATES,
    JOBS,
    SCHOOLS,
    national_id,
    person,
    phone,
)

Serials = Counter[tuple[date, str, str]]
"""How many people of a day, governorate and gender have a national id."""
Instants = Callable[[int], list[datetime]]
"""Gives so many instants, ascending."""

OWNER_ID = 1
TEACHERS, ASSISTANTS, STUDENTS = 12, 8, 70
INACTIVE = {"teacher5", "teacher11", "assistant6"}
TEACHER_WITHOUT_SUBJECT = 9
ASSISTANT_TEACHERS = (1, 1, 2, 3, 5, 4, 7, 9)
"""The teacher of each assistant; the fifth works for an inactive one."""
STATUSES = (
    *("verified",) * 6,
    *("pending",) * 2,
    "declined",
    "suspended_temporary",
    "suspended_permanent",
)
"""A cycle in which each status comes as often as it would."""

_AREA_ENDS = accumulate(len(governorate.areas) for governorate in GOVERNORATES)
AREA_IDS = [
    range(end - len(governorate.areas) + 1, end + 1)
    for governorate, end in zip(GOVERNORATES, _AREA_ENDS, strict=True)
]
"""The ids of each governorate's areas."""


def accounts(random: Random, instants: Instants, today: date) -> Rows:
    """Gives all accounts.

    Args:
        random: Where chance comes from.
        instants: Gives when so many accounts were made, ascending.
        today: What students' ages count back from.
    """
    teacher_users = users(TEACHER, instants(TEACHERS), after=OWNER_ID)
    assistant_users = users(ASSISTANT, instants(ASSISTANTS), after=OWNER_ID + TEACHERS)
    student_users = users(STUDENT, instants(STUDENTS), after=OWNER_ID + TEACHERS + ASSISTANTS)
    teachers = [teacher_row(random, *numbered) for numbered in enumerate(teacher_users, 1)]
    assistants = [
        assistant_row(random, number, user, ASSISTANT_TEACHERS[number - 1])
        for number, user in enumerate(assistant_users, 1)
    ]
    serials = Serials()
    students = [
        student_row(random, today, serials, *numbered) for numbered in enumerate(student_users, 1)
    ]
    return {
        tables.User: [owner(instants(1)[0]), *teacher_users, *assistant_users, *student_users],
        tables.Teacher: teachers,
        tables.TeacherGrade: teacher_grades(random, teachers),
        tables.Assistant: assistants,
        tables.Student: students,
    }


def owner(created_at: datetime) -> Row:
    """Gives the owner's account."""
    return user_row(OWNER_ID, OWNER, "", created_at)


def users(role: str, instants: Sequence[datetime], after: int, first: int = 1) -> list[Row]:
    """Gives accounts of a role, numbered from `first`; the ids are so many `after` the numbers."""
    return [
        user_row(after + number, role, str(number), instant)
        for number, instant in enumerate(instants, first)
    ]


def user_row(pk: int, role: str, number: str, created_at: datetime) -> Row:
    """Gives an account that nobody can log in to yet."""
    gmail = f"{role.capitalize()}{number}@gmail.com"
    return {
        "id": pk,
        "username": f"{role}{number}",
        "password_hash": UNUSABLE,
        "role": role,
        "gmail": gmail,
        "gmail_folded": fold(gmail),
        "is_active": _is_active(role, number),
        "created_at": created_at,
    }


def _is_active(role: str, number: str) -> bool:
    if role == STUDENT:
        flag = int(number) % 3 != 0
        return ACTIVE_BY_STATUS.get(_status(int(number)), flag)
    return f"{role}{number}" not in INACTIVE


def _status(number: int) -> str:
    return STATUSES[number % len(STATUSES)]


def teacher_row(random: Random, number: int, user: Row) -> Row:
    """Gives the profile of a teacher."""
    who = person(random, random.choice(GENDERS))
    name = who.name_ar if number % 3 == 0 else who.name_en
    years = random.randint(3, 25)
    return {
        "id": number,
        "user_id": user["id"],
        "name": name,
        "phone": phone(random),
        "secondary_phone": phone(random) if number % 2 else None,
        "gender": who.gender,
        "profile_picture": None,
        "biography": f"{name} has taught for {years} years." if number % 4 else None,
        "facebook": f"https://facebook.com/{user['username']}" if number % 3 else None,
        "subject_id": None if number == TEACHER_WITHOUT_SUBJECT else (number - 1) % 8 + 1,
        "video_security_id": random.choice((None, 1, 2, 3)),
        "search_text": search_text(name),
    }


def teacher_grades(random: Random, teachers: Sequence[Row]) -> list[Row]:
    """Gives which teacher teaches which grade."""
    return [
        {"teacher_id": teacher["id"], "grade_id": grade_id}
        for teacher in teachers
        for grade_id in _some(random, SUBJECT_GRADES.get(teacher["subject_id"], (1, 2)))
    ]


def _some(random: Random, ids: Sequence[int]) -> list[int]:
    return sorted(random.sample(ids, random.randint(1, len(ids))))


def assistant_row(random: Random, number: int, user: Row, teacher_id: int) -> Row:
    """Gives the profile of an assistant of a teacher."""
    who = person(random, random.choice(GENDERS))
    name = who.name_ar if number % 4 == 0 else who.name_en
    mobile = phone(random)
    return {
        "id": number,
        "user_id": user["id"],
        "teacher_id": teacher_id,
        "name": name,
        "phone": mobile,
        "gender": who.gender,
        "search_text": search_text(name, mobile, user["gmail"]),
    }


def student_row(random: Random, today: date, serials: Serials, number: int, user: Row) -> Row:
    """Gives the profile of a student, and counts on in `serials`."""
    who = person(random, random.choice(GENDERS))
    place = random.randrange(len(GOVERNORATES))
    birth_date = today - timedelta(days=random.randint(15 * 365, 19 * 365))
    birth = (birth_date, GOVERNORATES[place].code, who.gender)
    serials[birth] += 1
    identity = national_id(*birth, serial=serials[birth])
    code = f"ST{240_000 + number * 7}"
    return {
        "id": number,
        "user_id": user["id"],
        "student_code": code,
        "name_ar": who.name_ar,
        "name_en": who.name_en,
        **_family(random, number),
        **_schooling(random, number),
        "national_id": identity,
        "birth_date": birth_date,
        "gender": who.gender,
        "facebook_link": f"https://facebook.com/student{number}" if number % 3 else None,
        "governorate_id": place + 1,
        "area_id": random.choice(AREA_IDS[place]),
        "status": _status(number),
        "updated_at": user["created_at"],
        "search_text": search_text(who.name_ar, who.name_en, code, identity),
    }


def _family(random: Random, number: int) -> Row:
    return {
        "phone_number": phone(random),
        "father_number": phone(random) if number % 5 else None,
        "mother_number": phone(random) if number % 2 else None,
        "father_job": random.choice(JOBS),
    }


def _schooling(random: Random, number: int) -> Row:
    grade = random.choice((1, 2, 3)) if number % 23 else None
    divisions = [pk for pk, grades in DIVISION_GRADES.items() if grade in grades]
    return {
        "educational_state": "school",
        "school_name": random.choice(SCHOOLS) if number % 6 else None,
        "school_type_id": random.choice((1, 2, 3)) if number % 9 else None,
        "grade_id": grade,
        "division_id": random.choice(divisions) if divisions else None,
    }
