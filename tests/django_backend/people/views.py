"""Teachers, students and assistants."""

from django_filters.rest_framework import DjangoFilterBackend
from rest_framework import mixins
from rest_framework.filters import SearchFilter
from rest_framework.parsers import MultiPartParser
from rest_framework.serializers import BaseSerializer
from rest_framework.viewsets import GenericViewSet

from config.pagination import PagesOrAll
from people.filters import AssistantFilter, StudentFilter, TeacherFilter
from people.models import Assistant, Student, Teacher
from people.serializers import AssistantSerializer, StudentSerializer, TeacherSerializer
from people.writing import StudentStatusSerializer, TeacherWriteSerializer

TEACHERS = (
    Teacher.objects.select_related("user", "subject", "video_security")
    .prefetch_related(
        "grades",
        "subject__grades",
        "subject__school_types",
        "subject__divisions__grades",
        "subject__divisions__school_types",
    )
    .order_by("id")
)


class TeacherViewSet(
    mixins.ListModelMixin,
    mixins.CreateModelMixin,
    mixins.RetrieveModelMixin,
    mixins.UpdateModelMixin,
    GenericViewSet,
):
    """Teachers: everything but deleting them."""

    queryset = TEACHERS
    parser_classes = (MultiPartParser,)
    pagination_class = PagesOrAll
    filter_backends = (DjangoFilterBackend, SearchFilter)
    filterset_class = TeacherFilter
    search_fields = ("name",)

    def get_serializer_class(self) -> type[BaseSerializer]:
        """Gives the form where there is a body."""
        reads = self.action in {"list", "retrieve"}
        return TeacherSerializer if reads else TeacherWriteSerializer


class StudentViewSet(
    mixins.ListModelMixin,
    mixins.RetrieveModelMixin,
    mixins.UpdateModelMixin,
    GenericViewSet,
):
    """Students, and their status."""

    http_method_names = ("get", "patch", "head", "options")

    queryset = Student.objects.select_related("user").order_by("id")
    serializer_class = StudentSerializer
    pagination_class = PagesOrAll
    filter_backends = (DjangoFilterBackend, SearchFilter)
    filterset_class = StudentFilter
    search_fields = ("name_ar", "name_en", "student_code", "national_id")

    def get_serializer_class(self) -> type[BaseSerializer]:
        """Gives the two fields where there is a body."""
        return StudentStatusSerializer if self.action == "partial_update" else StudentSerializer


class AssistantViewSet(mixins.ListModelMixin, GenericViewSet):
    """The assistants of all teachers."""

    queryset = Assistant.objects.select_related("user", "teacher").order_by("id")
    serializer_class = AssistantSerializer
    filter_backends = (DjangoFilterBackend, SearchFilter)
    filterset_class = AssistantFilter
    search_fields = ("name", "phone", "user__gmail")
