"""Courses, what is in them, and who pays for it."""

from typing import ClassVar

from django.db import models

from accounts.models import User
from people.models import Grade, Named, Student, Teacher


class Money(models.DecimalField):
    """An amount in EGP."""

    def __init__(self, **options: object) -> None:
        super().__init__(**{"max_digits": 10, "decimal_places": 2, **options})


class Course(Named):
    """A course of a teacher for a grade; its subject is the teacher's."""

    teacher = models.ForeignKey(Teacher, models.PROTECT)
    grade = models.ForeignKey(Grade, models.PROTECT)
    description = models.TextField(null=True)
    cover_picture = models.FileField(upload_to="courses", null=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta(Named.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("teacher", "grade", "name"), name="course_unique")
        ]


class Topic(Named):
    """A part of a course."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="topics")


class Lecture(Named):
    """What a student buys."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="lectures")
    price = Money()
    final_price = Money()


class Video(Named):
    """A recording of a lecture."""

    lecture = models.ForeignKey(Lecture, models.CASCADE, related_name="videos")


class Enrolment(models.Model):
    """A student's place in a course."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="enrolments")
    student = models.ForeignKey(Student, models.CASCADE, related_name="enrolments")
    is_active = models.BooleanField(default=True)
    enrolled_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("course", "student"), name="enrolment_unique")
        ]


class Purchase(models.Model):
    """One each time that a student buys a lecture."""

    lecture = models.ForeignKey(Lecture, models.PROTECT, related_name="purchases")
    student = models.ForeignKey(Student, models.CASCADE, related_name="purchases")
    amount_paid = Money()
    purchased_at = models.DateTimeField(db_index=True)


class RechargeCode(models.Model):
    """A code worth an amount in one course."""

    course = models.ForeignKey(Course, models.CASCADE)
    code = models.CharField(max_length=19, unique=True)
    value = Money()
    used_by = models.ForeignKey(Student, models.PROTECT, null=True)
    used_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)
    expires_at = models.DateTimeField(null=True)
    created_by = models.ForeignKey(User, models.PROTECT)

    @property
    def is_used(self) -> bool:
        """Whether the code has been redeemed."""
        return self.used_at is not None
