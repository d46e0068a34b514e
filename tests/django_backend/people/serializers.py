"""People in answers."""

from rest_framework import serializers

from people.models import (
    Assistant,
    Division,
    Grade,
    SchoolType,
    Student,
    Subject,
    Teacher,
    VideoSecurity,
)


class GradeSerializer(serializers.ModelSerializer):
    """A grade's id and name."""

    class Meta:
        model = Grade
        fields = ("id", "name")


class SchoolTypeSerializer(serializers.ModelSerializer):
    """A school type's id and name."""

    class Meta:
        model = SchoolType
        fields = ("id", "name")


class DivisionSerializer(serializers.ModelSerializer):
    """A division with its grades and school types."""

    grades = GradeSerializer(many=True)
    school_types = SchoolTypeSerializer(many=True)

    class Meta:
        model = Division
        fields = ("id", "name", "grades", "school_types")


class IdsField(serializers.Field):
    """The ids of related objects that are prefetched."""

    def to_representation(self, value: object) -> list[int]:
        """Gives the ids."""
        return [related.pk for related in value.all()]


class SubjectSerializer(serializers.ModelSerializer):
    """A subject with all that it belongs to."""

    grades = IdsField(read_only=True)
    grades_detail = GradeSerializer(source="grades", many=True)
    divisions = IdsField(read_only=True)
    divisions_detail = DivisionSerializer(source="divisions", many=True)
    school_types = IdsField(read_only=True)
    school_types_detail = SchoolTypeSerializer(source="school_types", many=True)
    grade_ids = IdsField(source="grades", read_only=True)
    division_ids = IdsField(source="divisions", read_only=True)
    school_type_ids = IdsField(source="school_types", read_only=True)

    class Meta:
        model = Subject
        fields = (
            "id",
            "name",
            "grades",
            "grades_detail",
            "divisions",
            "divisions_detail",
            "school_types",
            "school_types_detail",
            "grade_ids",
            "division_ids",
            "school_type_ids",
        )


class VideoSecuritySerializer(serializers.ModelSerializer):
    """A video security and its price."""

    class Meta:
        model = VideoSecurity
        fields = ("id", "name", "price_per_student")


class AccountSerializer(serializers.ModelSerializer):
    """What a profile shows of its user."""

    username = serializers.CharField(source="user.username")
    gmail = serializers.CharField(source="user.gmail")
    is_active = serializers.BooleanField(source="user.is_active")
    created_at = serializers.DateTimeField(source="user.created_at")


class TeacherSerializer(AccountSerializer):
    """A teacher with full details."""

    subject_detail = SubjectSerializer(source="subject")
    grades_detail = GradeSerializer(source="grades", many=True)
    video_security_detail = VideoSecuritySerializer(source="video_security")
    grade_ids = IdsField(source="grades")

    class Meta:
        model = Teacher
        fields = (
            "id",
            "user_id",
            "username",
            "name",
            "phone",
            "secondary_phone",
            "gmail",
            "gender",
            "profile_picture",
            "biography",
            "facebook",
            "subject_detail",
            "grades_detail",
            "video_security_detail",
            "is_active",
            "created_at",
            "subject_id",
            "grade_ids",
            "video_security_id",
        )


class StudentSerializer(AccountSerializer):
    """A student."""

    class Meta:
        model = Student
        fields = (
            "id",
            "user_id",
            "username",
            "student_code",
            "name_ar",
            "name_en",
            "phone_number",
            "father_number",
            "mother_number",
            "father_job",
            "educational_state",
            "school_type",
            "grade",
            "division",
            "school_name",
            "national_id",
            "birth_date",
            "gender",
            "gmail",
            "facebook_link",
            "governorate",
            "area",
            "status",
            "is_active",
            "created_at",
            "updated_at",
        )


class AssistantSerializer(AccountSerializer):
    """An assistant and the teacher."""

    teacher_name = serializers.CharField(source="teacher.name")

    class Meta:
        model = Assistant
        fields = (
            "id",
            "user_id",
            "username",
            "name",
            "phone",
            "gmail",
            "gender",
            "is_active",
            "created_at",
            "teacher",
            "teacher_name",
        )
