"""Courses and recharge codes, in requests and in answers."""

from typing import Any

from rest_framework import serializers

from config.forms import BooleanField, PictureField
from courses.codes import new_code
from courses.models import Course, RechargeCode, Topic
from people.models import Grade, Teacher

UNIQUE = ("teacher", "grade", "name")
FIXED = {
    "teacher": "Cannot change the teacher of an existing course.",
    "grade": "Cannot change the grade of an existing course.",
}


class TopicSerializer(serializers.ModelSerializer):
    """A topic's id and name."""

    class Meta:
        model = Topic
        fields = ("id", "name")


class CourseSerializer(serializers.ModelSerializer):
    """A course as it is answered."""

    teacher_name = serializers.CharField(source="teacher.name")
    grade_name = serializers.CharField(source="grade.name")
    subject = serializers.IntegerField(source="teacher.subject_id")
    subject_name = serializers.CharField(source="teacher.subject.name")
    topics = TopicSerializer(many=True)
    topic_count = serializers.IntegerField()
    total_lectures = serializers.IntegerField()
    total_videos = serializers.IntegerField()

    class Meta:
        model = Course
        fields = (
            "id",
            "name",
            "teacher",
            "teacher_id",
            "teacher_name",
            "grade",
            "grade_name",
            "subject",
            "subject_name",
            "description",
            "cover_picture",
            "is_active",
            "topics",
            "topic_count",
            "total_lectures",
            "total_videos",
            "created_at",
            "updated_at",
        )


class CourseWriteSerializer(serializers.ModelSerializer):
    """A form for a course."""

    teacher = serializers.PrimaryKeyRelatedField(queryset=Teacher.objects.all())
    grade = serializers.PrimaryKeyRelatedField(queryset=Grade.objects.all())
    description = serializers.CharField(required=False, allow_null=True, max_length=5000)
    cover_picture = PictureField(required=False, allow_null=True)
    is_active = BooleanField(required=False)

    class Meta:
        model = Course
        fields = ("name", "teacher", "grade", "description", "cover_picture", "is_active")
        validators = ()  # validate() says it in the documents' words

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Refuses what the documents' business rules refuse."""
        if self.instance:
            self._refuse_another_teacher_or_grade(attrs)
        else:
            self._refuse_what_is_not_taught(attrs["teacher"], attrs["grade"])
        self._refuse_a_double(attrs)
        return attrs

    def _refuse_another_teacher_or_grade(self, attrs: dict[str, Any]) -> None:
        changed = {
            name: [text]
            for name, text in FIXED.items()
            if name in attrs and attrs[name] != getattr(self.instance, name)
        }
        if changed:
            raise serializers.ValidationError(changed)

    def _refuse_what_is_not_taught(self, teacher: Teacher, grade: Grade) -> None:
        if teacher.subject_id is None:
            raise serializers.ValidationError({"teacher": [f"{teacher} teaches no subject."]})
        if not teacher.grades.contains(grade):
            raise serializers.ValidationError(
                {"grade": [f"Teacher {teacher} does not teach grade {grade}."]}
            )

    def _refuse_a_double(self, attrs: dict[str, Any]) -> None:
        key = {name: attrs.get(name, getattr(self.instance, name, None)) for name in UNIQUE}
        others = Course.objects.exclude(pk=getattr(self.instance, "pk", None))
        if others.filter(**key).exists():
            raise serializers.ValidationError(
                "A course with this Teacher, Grade, and Name already exists."
            )


class RechargeCodeSerializer(serializers.ModelSerializer):
    """A recharge code, of which three fields may be sent."""

    course_name = serializers.CharField(source="course.name", read_only=True)
    teacher_name = serializers.CharField(source="course.teacher.name", read_only=True)
    value = serializers.DecimalField(max_digits=10, decimal_places=2, min_value=1)
    is_used = serializers.BooleanField(read_only=True)
    used_by_name = serializers.CharField(source="used_by.name_en", read_only=True, default=None)
    created_by_username = serializers.CharField(source="created_by.username", read_only=True)

    class Meta:
        model = RechargeCode
        fields = (
            "id",
            "course",
            "course_name",
            "teacher_name",
            "code",
            "value",
            "is_used",
            "used_by",
            "used_by_name",
            "used_at",
            "created_at",
            "expires_at",
            "created_by",
            "created_by_username",
        )
        read_only_fields = ("code", "used_by", "used_at", "created_at", "created_by")

    def create(self, validated_data: dict[str, Any]) -> RechargeCode:
        """Makes a code for the caller."""
        caller = self.context["request"].user
        return super().create({**validated_data, "code": new_code(), "created_by": caller})
