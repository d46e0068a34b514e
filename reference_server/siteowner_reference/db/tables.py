"""The tables. Facts live once: names, e-mail and activity of an account are on its user."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Index, MetaData, String, Table, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from typing_extensions import override

from siteowner_reference.db.types import Money, UTCDateTime

NAMES = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ix": "ix_%(table_name)s_%(column_0_name)s",
}
"""What constraints are called that are not named below, the same on every database."""


class Base(DeclarativeBase):
    """What all tables have: column types by annotation."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {datetime: UTCDateTime, Decimal: Money}  # noqa: RUF012 (SQLAlchemy's own)

    @override
    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        # No id is ever given again, as on PostgreSQL and in Django.
        if isinstance(cls.__table__, Table) and "id" in cls.__table__.columns:
            cls.__table__.dialect_options["sqlite"]["autoincrement"] = True


class ServerState(Base):
    """What the server keeps about itself: its signing key, the time zone its days are cut in."""

    __tablename__ = "server_state"

    name: Mapped[str] = mapped_column(String(50), primary_key=True)
    value: Mapped[str] = mapped_column(Text)


class User(Base):
    """An account of any role: `owner`, `teacher`, `assistant` or `student`."""

    __tablename__ = "users"
    __table_args__ = (
        UniqueConstraint("username", name="uq_users_username"),
        UniqueConstraint("gmail_folded", name="uq_users_gmail"),
        Index("ix_users_role_active", "role", "is_active"),
        Index("ix_users_role_created", "role", "created_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(String(150))
    password_hash: Mapped[str] = mapped_column(Text)
    role: Mapped[str] = mapped_column(String(10))
    gmail: Mapped[str | None] = mapped_column(String(254))
    gmail_folded: Mapped[str | None] = mapped_column(String(508))
    is_active: Mapped[bool]
    created_at: Mapped[datetime]


class Grade(Base):
    """A school year."""

    __tablename__ = "grades"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(255))


class SchoolType(Base):
    """A kind of school."""

    __tablename__ = "school_types"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(255))


class Division(Base):
    """A branch of study."""

    __tablename__ = "divisions"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(255))


class Subject(Base):
    """What a teacher teaches."""

    __tablename__ = "subjects"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(255))


class SubjectGrade(Base):
    """A grade that has a subject."""

    __tablename__ = "subject_grades"

    subject_id: Mapped[int] = mapped_column(ForeignKey("subjects.id"), primary_key=True)
    grade_id: Mapped[int] = mapped_column(ForeignKey("grades.id"), primary_key=True)


class SubjectDivision(Base):
    """A division that has a subject."""

    __tablename__ = "subject_divisions"

    subject_id: Mapped[int] = mapped_column(ForeignKey("subjects.id"), primary_key=True)
    division_id: Mapped[int] = mapped_column(ForeignKey("divisions.id"), primary_key=True)


class SubjectSchoolType(Base):
    """A school type that has a subject."""

    __tablename__ = "subject_school_types"

    subject_id: Mapped[int] = mapped_column(ForeignKey("subjects.id"), primary_key=True)
    school_type_id: Mapped[int] = mapped_column(ForeignKey("school_types.id"), primary_key=True)


class DivisionGrade(Base):
    """A grade that has a division."""

    __tablename__ = "division_grades"

    division_id: Mapped[int] = mapped_column(ForeignKey("divisions.id"), primary_key=True)
    grade_id: Mapped[int] = mapped_column(ForeignKey("grades.id"), primary_key=True)


class DivisionSchoolType(Base):
    """A school type that has a division."""

    __tablename__ = "division_school_types"

    division_id: Mapped[int] = mapped_column(ForeignKey("divisions.id"), primary_key=True)
    school_type_id: Mapped[int] = mapped_column(ForeignKey("school_types.id"), primary_key=True)


class Governorate(Base):
    """A governorate of Egypt."""

    __tablename__ = "governorates"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(255))


class Area(Base):
    """A part of a governorate."""

    __tablename__ = "areas"

    id: Mapped[int] = mapped_column(primary_key=True)
    governorate_id: Mapped[int] = mapped_column(ForeignKey("governorates.id"))
    name: Mapped[str] = mapped_column(String(255))


class VideoSecurity(Base):
    """A way of protecting a teacher's videos, paid by the student."""

    __tablename__ = "video_securities"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(255))
    price_per_student: Mapped[Decimal]


class Teacher(Base):
    """The profile of a user with the role `teacher`."""

    __tablename__ = "teachers"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), unique=True)
    name: Mapped[str] = mapped_column(String(255))
    phone: Mapped[str] = mapped_column(String(11))
    secondary_phone: Mapped[str | None] = mapped_column(String(11))
    gender: Mapped[str] = mapped_column(String(6))
    profile_picture: Mapped[str | None] = mapped_column(String(100))
    biography: Mapped[str | None] = mapped_column(Text)
    facebook: Mapped[str | None] = mapped_column(String(200))
    subject_id: Mapped[int | None] = mapped_column(ForeignKey("subjects.id"), index=True)
    video_security_id: Mapped[int | None] = mapped_column(ForeignKey("video_securities.id"))
    search_text: Mapped[str] = mapped_column(Text)


class TeacherGrade(Base):
    """A grade that a teacher teaches."""

    __tablename__ = "teacher_grades"
    __table_args__ = (Index("ix_teacher_grades_grade", "grade_id", "teacher_id"),)

    teacher_id: Mapped[int] = mapped_column(ForeignKey("teachers.id"), primary_key=True)
    grade_id: Mapped[int] = mapped_column(ForeignKey("grades.id"), primary_key=True)


class Assistant(Base):
    """The profile of a user with the role `assistant`, who works for one teacher."""

    __tablename__ = "assistants"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), unique=True)
    teacher_id: Mapped[int] = mapped_column(ForeignKey("teachers.id"), index=True)
    name: Mapped[str] = mapped_column(String(255))
    phone: Mapped[str] = mapped_column(String(11))
    gender: Mapped[str] = mapped_column(String(6))
    search_text: Mapped[str] = mapped_column(Text)


class Student(Base):
    """The profile of a user with the role `student`."""

    __tablename__ = "students"
    __table_args__ = (
        UniqueConstraint("student_code", name="uq_students_student_code"),
        UniqueConstraint("national_id", name="uq_students_national_id"),
        Index("ix_students_grade", "grade_id", "id"),
        Index("ix_students_school_type", "school_type_id", "id"),
        Index("ix_students_status", "status", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), unique=True)
    student_code: Mapped[str] = mapped_column(String(20))
    name_ar: Mapped[str] = mapped_column(String(255))
    name_en: Mapped[str] = mapped_column(String(255))
    phone_number: Mapped[str] = mapped_column(String(11))
    father_number: Mapped[str | None] = mapped_column(String(11))
    mother_number: Mapped[str | None] = mapped_column(String(11))
    father_job: Mapped[str] = mapped_column(String(255))
    educational_state: Mapped[str] = mapped_column(String(20))
    school_type_id: Mapped[int | None] = mapped_column(ForeignKey("school_types.id"))
    grade_id: Mapped[int | None] = mapped_column(ForeignKey("grades.id"))
    division_id: Mapped[int | None] = mapped_column(ForeignKey("divisions.id"))
    school_name: Mapped[str | None] = mapped_column(String(255))
    national_id: Mapped[str] = mapped_column(String(14))
    birth_date: Mapped[date]
    gender: Mapped[str] = mapped_column(String(6))
    facebook_link: Mapped[str | None] = mapped_column(String(200))
    governorate_id: Mapped[int] = mapped_column(ForeignKey("governorates.id"))
    area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"))
    status: Mapped[str] = mapped_column(String(20))
    updated_at: Mapped[datetime]
    search_text: Mapped[str] = mapped_column(Text)


class Course(Base):
    """A course of one teacher for one grade."""

    __tablename__ = "courses"
    __table_args__ = (
        UniqueConstraint("teacher_id", "grade_id", "name", name="uq_courses_teacher_grade_name"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    teacher_id: Mapped[int] = mapped_column(ForeignKey("teachers.id"))
    grade_id: Mapped[int] = mapped_column(ForeignKey("grades.id"))
    name: Mapped[str] = mapped_column(String(255))
    description: Mapped[str | None] = mapped_column(Text)
    cover_picture: Mapped[str | None] = mapped_column(String(100))
    is_active: Mapped[bool]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class Topic(Base):
    """A part of a course."""

    __tablename__ = "topics"

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id"), index=True)
    name: Mapped[str] = mapped_column(String(255))


class Lecture(Base):
    """What a student buys. `final_price` is the price after its discount."""

    __tablename__ = "lectures"

    id: Mapped[int] = mapped_column(primary_key=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey("topics.id"), index=True)
    name: Mapped[str] = mapped_column(String(255))
    price: Mapped[Decimal]
    final_price: Mapped[Decimal]


class Video(Base):
    """A recording of a lecture."""

    __tablename__ = "videos"

    id: Mapped[int] = mapped_column(primary_key=True)
    lecture_id: Mapped[int] = mapped_column(ForeignKey("lectures.id"), index=True)
    name: Mapped[str] = mapped_column(String(255))
    duration_seconds: Mapped[int]


class Enrolment(Base):
    """A student's place in a course; an inactive one still counts as enrolled."""

    __tablename__ = "enrolments"
    __table_args__ = (
        UniqueConstraint("course_id", "student_id", name="uq_enrolments_course_student"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id"))
    student_id: Mapped[int] = mapped_column(ForeignKey("students.id"), index=True)
    is_active: Mapped[bool]
    enrolled_at: Mapped[datetime]


class Purchase(Base):
    """One row each time a student buys a lecture, with what was paid then.

    `course_id` repeats what the lecture says and `purchased_on` is the day in the server's time
    zone, which its totals are kept by.
    """

    __tablename__ = "purchases"
    __table_args__ = (
        Index("ix_purchases_course", "course_id", "student_id"),
        Index("ix_purchases_student", "student_id"),
        Index("ix_purchases_lecture", "lecture_id", "purchased_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    lecture_id: Mapped[int] = mapped_column(ForeignKey("lectures.id"))
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id"))
    student_id: Mapped[int] = mapped_column(ForeignKey("students.id"))
    amount_paid: Mapped[Decimal]
    purchased_at: Mapped[datetime]
    purchased_on: Mapped[date]


class RechargeCode(Base):
    """A code worth an amount in one course; used as soon as `used_at` is set."""

    __tablename__ = "recharge_codes"
    __table_args__ = (
        UniqueConstraint("code", name="uq_recharge_codes_code"),
        Index("ix_recharge_codes_course", "course_id", "created_at", "id"),
        Index("ix_recharge_codes_created", "created_at", "id"),
        Index("ix_recharge_codes_value", "value", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id"))
    code: Mapped[str] = mapped_column(String(19))
    value: Mapped[Decimal]
    used_by_id: Mapped[int | None] = mapped_column(ForeignKey("students.id"))
    used_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    created_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))


# Totals, kept in the transaction of what they count: see db/queries/totals.py.


class StudentTotal(Base):
    """How many students there are of a status and group; 0 stands for none."""

    __tablename__ = "student_totals"

    status: Mapped[str] = mapped_column(String(20), primary_key=True)
    grade_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    school_type_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    division_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    students: Mapped[int]


class RechargeCodeTotal(Base):
    """How many codes of a course are used, and how many are not."""

    __tablename__ = "recharge_code_totals"

    course_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    is_used: Mapped[bool] = mapped_column(primary_key=True)
    codes: Mapped[int]


class CourseTotal(Base):
    """How many enrolled in a course, and what was bought of it."""

    __tablename__ = "course_totals"

    course_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    enrolments: Mapped[int]
    purchases: Mapped[int]
    revenue: Mapped[Decimal]


class BuyerTotal(Base):
    """How often a student enrolled, and what that student bought."""

    __tablename__ = "buyer_totals"

    student_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    enrolments: Mapped[int]
    purchases: Mapped[int]
    revenue: Mapped[Decimal]
    last_purchase_at: Mapped[datetime | None]


class DailyTotal(Base):
    """What was bought on a day in the server's time zone."""

    __tablename__ = "daily_totals"

    day: Mapped[date] = mapped_column(primary_key=True)
    purchases: Mapped[int]
    revenue: Mapped[Decimal]
