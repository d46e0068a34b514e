"""Subjects, grades and so on, and the three kinds of people."""

from typing import ClassVar

from django.db import models

from accounts.models import User


class Named(models.Model):
    """What has a name and little more."""

    name = models.CharField(max_length=255)

    class Meta:
        """Of no table of its own; lists are in the order of ids."""

        abstract = True
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        """Gives the name."""
        return self.name


class Grade(Named):
    """A school year."""


class SchoolType(Named):
    """A kind of school."""


class Division(Named):
    """A branch of study."""

    grades = models.ManyToManyField(Grade)
    school_types = models.ManyToManyField(SchoolType)


class Subject(Named):
    """What is taught."""

    grades = models.ManyToManyField(Grade)
    divisions = models.ManyToManyField(Division)
    school_types = models.ManyToManyField(SchoolType)


class Governorate(Named):
    """A governorate of Egypt."""


class Area(Named):
    """A part of a governorate."""

    governorate = models.ForeignKey(Governorate, models.PROTECT)


class VideoSecurity(Named):
    """A way of protecting videos."""

    price_per_student = models.DecimalField(max_digits=10, decimal_places=2)


class Gender(models.TextChoices):
    """The two genders that the documents know."""

    MALE = "male"
    FEMALE = "female"


class Profile(models.Model):
    """What teachers, assistants and students have."""

    user = models.OneToOneField(User, models.CASCADE)
    gender = models.CharField(max_length=6, choices=Gender.choices)

    class Meta:
        """Of no table of its own."""

        abstract = True
        ordering: ClassVar[list[str]] = ["id"]


class Teacher(Profile):
    """One who gives courses."""

    name = models.CharField(max_length=255)
    phone = models.CharField(max_length=11)
    secondary_phone = models.CharField(max_length=11, null=True)
    profile_picture = models.FileField(upload_to="teachers", null=True)
    biography = models.TextField(null=True)
    facebook = models.URLField(null=True)
    subject = models.ForeignKey(Subject, models.PROTECT, null=True)
    grades = models.ManyToManyField(Grade)
    video_security = models.ForeignKey(VideoSecurity, models.PROTECT, null=True)

    def __str__(self) -> str:
        """Gives the name."""
        return self.name


class Assistant(Profile):
    """One who works for a teacher."""

    teacher = models.ForeignKey(Teacher, models.CASCADE)
    name = models.CharField(max_length=255)
    phone = models.CharField(max_length=11)

    def __str__(self) -> str:
        """Gives the name."""
        return self.name


class Student(Profile):
    """One who enrols and buys."""

    class Status(models.TextChoices):
        """Whether a student is let in."""

        VERIFIED = "verified"
        PENDING = "pending"
        DECLINED = "declined"
        SUSPENDED_TEMPORARY = "suspended_temporary"
        SUSPENDED_PERMANENT = "suspended_permanent"

    student_code = models.CharField(max_length=20, unique=True)
    name_ar = models.CharField(max_length=255)
    name_en = models.CharField(max_length=255)
    phone_number = models.CharField(max_length=11)
    father_number = models.CharField(max_length=11, null=True)
    mother_number = models.CharField(max_length=11, null=True)
    father_job = models.CharField(max_length=255)
    educational_state = models.CharField(max_length=20)
    school_type = models.ForeignKey(SchoolType, models.PROTECT, null=True)
    grade = models.ForeignKey(Grade, models.PROTECT, null=True)
    division = models.ForeignKey(Division, models.PROTECT, null=True)
    school_name = models.CharField(max_length=255, null=True)
    national_id = models.CharField(max_length=14, unique=True)
    birth_date = models.DateField()
    facebook_link = models.URLField(null=True)
    governorate = models.ForeignKey(Governorate, models.PROTECT)
    area = models.ForeignKey(Area, models.PROTECT)
    status = models.CharField(max_length=20, choices=Status.choices, db_index=True)
    updated_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        """Gives the English name."""
        return self.name_en
