"""Accounts of every role."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower


class Role(models.TextChoices):
    """What an account is."""

    OWNER = "owner"
    TEACHER = "teacher"
    ASSISTANT = "assistant"
    STUDENT = "student"


class User(AbstractBaseUser):
    """One who can log in; the profile is a row of another table."""

    username = models.CharField(max_length=150, unique=True)
    gmail = models.EmailField(null=True)
    role = models.CharField(max_length=10, choices=Role.choices)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    objects = BaseUserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["role"]

    class Meta:
        """Gmail addresses are the same in any letter case."""

        constraints = [models.UniqueConstraint(Lower("gmail"), name="user_gmail_unique")]
