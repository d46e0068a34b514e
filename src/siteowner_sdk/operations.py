# Made from openapi.yaml by `make generate`. Change that or codegen/, then make it again.

"""Every operation of the contract."""

from pydantic import TypeAdapter

from .core.encoding import boolean, date, date_time, integer, money, text
from .core.files import picture
from .core.operation import Field, Operation
from .core.pages import PageOrArray
from .models import (
    AccessToken,
    AssistantPage,
    Course,
    CourseRevenue,
    DashboardStats,
    LectureRevenue,
    RechargeCode,
    RechargeCodePage,
    RevenueOverview,
    RevenueTrends,
    Student,
    StudentPage,
    StudentRevenue,
    StudentStatusResult,
    Teacher,
    TeacherPage,
    TokenPair,
)

TEACHERS_LIST = Operation(
    id="teachers_list",
    method="GET",
    path="/teachers/",
    query=(
        Field("is_active", boolean),
        Field("subject", integer),
        Field("grades", integer),
        Field("search", text),
        Field("all", text),
        Field("page", integer),
        Field("page_size", integer),
    ),
    answer=TypeAdapter(TeacherPage),
)
TEACHERS_LIST_WHOLE = TEACHERS_LIST.answering(
    PageOrArray(TypeAdapter(TeacherPage), TypeAdapter(list[Teacher]))
)

TEACHERS_CREATE = Operation(
    id="teachers_create",
    method="POST",
    path="/teachers/",
    body="multipart",
    fields=(
        Field("username", text),
        Field("password", text),
        Field("name", text),
        Field("phone", text),
        Field("gmail", text),
        Field("gender", text),
        Field("subject", integer),
        Field("grades", integer, repeated=True),
        Field("secondary_phone", text),
        Field("profile_picture", picture),
        Field("biography", text),
        Field("facebook", text),
        Field("is_active", boolean),
        Field("video_security", integer),
    ),
    answer=TypeAdapter(Teacher),
)

TEACHERS_RETRIEVE = Operation(
    id="teachers_retrieve", method="GET", path="/teachers/{id}/", answer=TypeAdapter(Teacher)
)

TEACHERS_UPDATE = Operation(
    id="teachers_update",
    method="PUT",
    path="/teachers/{id}/",
    body="multipart",
    fields=(
        Field("username", text),
        Field("password", text),
        Field("name", text),
        Field("phone", text),
        Field("gmail", text),
        Field("gender", text),
        Field("subject", integer),
        Field("grades", integer, repeated=True),
        Field("secondary_phone", text),
        Field("profile_picture", picture),
        Field("biography", text),
        Field("facebook", text),
        Field("is_active", boolean),
        Field("video_security", integer),
    ),
    answer=TypeAdapter(Teacher),
)

TEACHERS_PARTIAL_UPDATE = Operation(
    id="teachers_partial_update",
    method="PATCH",
    path="/teachers/{id}/",
    body="multipart",
    fields=(
        Field("username", text),
        Field("password", text),
        Field("name", text),
        Field("phone", text),
        Field("secondary_phone", text),
        Field("gmail", text),
        Field("gender", text),
        Field("profile_picture", picture),
        Field("biography", text),
        Field("facebook", text),
        Field("is_active", boolean),
        Field("subject", integer),
        Field("grades", integer, repeated=True),
        Field("video_security", integer),
    ),
    answer=TypeAdapter(Teacher),
)

STUDENTS_LIST = Operation(
    id="students_list",
    method="GET",
    path="/students/",
    query=(
        Field("status", text),
        Field("grade", integer),
        Field("school_type", integer),
        Field("search", text),
        Field("all", text),
        Field("page", integer),
        Field("page_size", integer),
    ),
    answer=TypeAdapter(StudentPage),
)
STUDENTS_LIST_WHOLE = STUDENTS_LIST.answering(
    PageOrArray(TypeAdapter(StudentPage), TypeAdapter(list[Student]))
)

STUDENTS_RETRIEVE = Operation(
    id="students_retrieve", method="GET", path="/students/{id}/", answer=TypeAdapter(Student)
)

STUDENTS_PARTIAL_UPDATE = Operation(
    id="students_partial_update",
    method="PATCH",
    path="/students/{id}/",
    body="json",
    fields=(Field("status", text), Field("is_active", boolean)),
    answer=TypeAdapter(StudentStatusResult),
)

COURSES_CREATE = Operation(
    id="courses_create",
    method="POST",
    path="/courses/",
    body="multipart",
    fields=(
        Field("name", text),
        Field("teacher", integer),
        Field("grade", integer),
        Field("description", text),
        Field("cover_picture", picture),
        Field("is_active", boolean),
    ),
    answer=TypeAdapter(Course),
)

COURSES_UPDATE = Operation(
    id="courses_update",
    method="PUT",
    path="/courses/{id}/",
    body="multipart",
    fields=(
        Field("name", text),
        Field("teacher", integer),
        Field("grade", integer),
        Field("description", text),
        Field("cover_picture", picture),
        Field("is_active", boolean),
    ),
    answer=TypeAdapter(Course),
)

COURSES_PARTIAL_UPDATE = Operation(
    id="courses_partial_update",
    method="PATCH",
    path="/courses/{id}/",
    body="multipart",
    fields=(
        Field("name", text),
        Field("teacher", integer),
        Field("grade", integer),
        Field("description", text),
        Field("cover_picture", picture),
        Field("is_active", boolean),
    ),
    answer=TypeAdapter(Course),
)

COURSES_DESTROY: Operation[None] = Operation(
    id="courses_destroy", method="DELETE", path="/courses/{id}/", answer=None
)

ASSISTANTS_LIST = Operation(
    id="assistants_list",
    method="GET",
    path="/assistants/",
    query=(
        Field("teacher", integer),
        Field("search", text),
        Field("page", integer),
        Field("page_size", integer),
    ),
    answer=TypeAdapter(AssistantPage),
)

RECHARGE_CODES_LIST = Operation(
    id="recharge_codes_list",
    method="GET",
    path="/recharge-codes/",
    query=(
        Field("course", integer),
        Field("is_used", boolean),
        Field("ordering", text),
        Field("page", integer),
        Field("page_size", integer),
    ),
    answer=TypeAdapter(RechargeCodePage),
)

RECHARGE_CODES_CREATE = Operation(
    id="recharge_codes_create",
    method="POST",
    path="/recharge-codes/",
    body="json",
    fields=(Field("course", integer), Field("value", money), Field("expires_at", date_time)),
    answer=TypeAdapter(RechargeCode),
)

REVENUE_OVERVIEW = Operation(
    id="revenue_overview", method="GET", path="/revenue/", answer=TypeAdapter(RevenueOverview)
)

REVENUE_COURSE = Operation(
    id="revenue_course",
    method="GET",
    path="/revenue/courses/{course_id}/",
    answer=TypeAdapter(CourseRevenue),
)

REVENUE_LECTURE = Operation(
    id="revenue_lecture",
    method="GET",
    path="/revenue/lectures/{lecture_id}/",
    answer=TypeAdapter(LectureRevenue),
)

REVENUE_STUDENTS = Operation(
    id="revenue_students",
    method="GET",
    path="/revenue/students/",
    query=(Field("course", integer),),
    answer=TypeAdapter(list[StudentRevenue]),
)

REVENUE_TRENDS = Operation(
    id="revenue_trends",
    method="GET",
    path="/revenue/trends/",
    query=(Field("start_date", date), Field("end_date", date)),
    answer=TypeAdapter(RevenueTrends),
)

DASHBOARD_STATS = Operation(
    id="dashboard_stats", method="GET", path="/dashboard/stats/", answer=TypeAdapter(DashboardStats)
)

AUTH_TOKEN_CREATE = Operation(
    id="auth_token_create",
    method="POST",
    path="/auth/token/",
    body="json",
    fields=(Field("username", text), Field("password", text)),
    answer=TypeAdapter(TokenPair),
)

AUTH_TOKEN_REFRESH = Operation(
    id="auth_token_refresh",
    method="POST",
    path="/auth/token/refresh/",
    body="json",
    fields=(Field("refresh", text),),
    answer=TypeAdapter(AccessToken),
)

OPERATIONS: tuple[Operation[object], ...] = (
    TEACHERS_LIST,
    TEACHERS_CREATE,
    TEACHERS_RETRIEVE,
    TEACHERS_UPDATE,
    TEACHERS_PARTIAL_UPDATE,
    STUDENTS_LIST,
    STUDENTS_RETRIEVE,
    STUDENTS_PARTIAL_UPDATE,
    COURSES_CREATE,
    COURSES_UPDATE,
    COURSES_PARTIAL_UPDATE,
    COURSES_DESTROY,
    ASSISTANTS_LIST,
    RECHARGE_CODES_LIST,
    RECHARGE_CODES_CREATE,
    REVENUE_OVERVIEW,
    REVENUE_COURSE,
    REVENUE_LECTURE,
    REVENUE_STUDENTS,
    REVENUE_TRENDS,
    DASHBOARD_STATS,
    AUTH_TOKEN_CREATE,
    AUTH_TOKEN_REFRESH,
)
