"""People in requests: what may be sent, and what it does."""

from typing import Any, ClassVar

from django.db import transaction
from rest_framework import serializers

from accounts.models import Role, User
from accounts.validators import (
    check_gmail_is_free,
    check_password,
    check_username_is_free,
    validate_phone,
    validate_username,
)
from config.forms import BooleanField, PictureField
from people.models import Gender, Grade, Student, Subject, Teacher, VideoSecurity
from people.serializers import TeacherSerializer

USER_FIELDS = ("username", "gmail", "is_active")
ACTIVITY_BY_STATUS = {
    Student.Status.VERIFIED: True,
    Student.Status.DECLINED: False,
    Student.Status.SUSPENDED_PERMANENT: False,
}


class TeacherWriteSerializer(serializers.Serializer):
    """A form for a teacher and its user, who are written together."""

    username = serializers.CharField(max_length=150, validators=[validate_username])
    password = serializers.CharField()
    name = serializers.CharField(max_length=255)
    phone = serializers.CharField(validators=[validate_phone])
    secondary_phone = serializers.CharField(
        required=False, allow_null=True, validators=[validate_phone]
    )
    gmail = serializers.EmailField(max_length=254)
    gender = serializers.ChoiceField(choices=Gender.choices)
    profile_picture = PictureField(required=False, allow_null=True)
    biography = serializers.CharField(required=False, allow_null=True, max_length=5000)
    facebook = serializers.URLField(required=False, allow_null=True, max_length=200)
    is_active = BooleanField(required=False)
    subject = serializers.PrimaryKeyRelatedField(queryset=Subject.objects.all())
    grades = serializers.PrimaryKeyRelatedField(
        queryset=Grade.objects.all(), many=True, allow_empty=False
    )
    video_security = serializers.PrimaryKeyRelatedField(
        queryset=VideoSecurity.objects.all(), required=False, allow_null=True
    )

    @property
    def _user(self) -> User | None:
        return self.instance.user if self.instance else None

    def validate_username(self, value: str) -> str:
        """Refuses one that is taken."""
        check_username_is_free(value, self._user)
        return value

    def validate_gmail(self, value: str) -> str:
        """Refuses one that is taken."""
        check_gmail_is_free(value, self._user)
        return value

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Refuses a weak password."""
        if "password" in attrs:
            username = attrs.get("username") or self._user.username
            check_password(attrs["password"], username)
        return attrs

    @transaction.atomic
    def create(self, validated_data: dict[str, Any]) -> Teacher:
        """Makes the user and the teacher."""
        user = User(role=Role.TEACHER)
        self._save_user(user, validated_data)
        grades = validated_data.pop("grades")
        teacher = Teacher.objects.create(user=user, **validated_data)
        teacher.grades.set(grades)
        return teacher

    @transaction.atomic
    def update(self, instance: Teacher, validated_data: dict[str, Any]) -> Teacher:
        """Changes what was sent."""
        self._save_user(instance.user, validated_data)
        grades = validated_data.pop("grades", None)
        for name, value in validated_data.items():
            setattr(instance, name, value)
        instance.save()
        if grades is not None:
            instance.grades.set(grades)
        return instance

    def to_representation(self, instance: Teacher) -> dict[str, Any]:
        """Answers as the list does."""
        return TeacherSerializer(instance, context=self.context).data

    def _save_user(self, user: User, values: dict[str, Any]) -> None:
        for name in USER_FIELDS:
            if name in values:
                setattr(user, name, values.pop(name))
        if "password" in values:
            user.set_password(values.pop("password"))
        user.save()


class StudentStatusSerializer(serializers.ModelSerializer):
    """The two fields of a student that the owner changes."""

    is_active = serializers.BooleanField(source="user.is_active", required=False)

    class Meta:
        model = Student
        fields: ClassVar[tuple[str, ...]] = ("status", "is_active")

    @transaction.atomic
    def update(self, instance: Student, validated_data: dict[str, Any]) -> Student:
        """Changes status and flag; the status has the last word."""
        status = validated_data.get("status")
        user = instance.user
        user.is_active = validated_data.get("user", {}).get("is_active", user.is_active)
        user.is_active = ACTIVITY_BY_STATUS.get(status, user.is_active)
        user.save(update_fields=["is_active"])
        instance.status = status or instance.status
        instance.save(update_fields=["status", "updated_at"])
        return instance
