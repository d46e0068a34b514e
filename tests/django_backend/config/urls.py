"""All paths, each with its slash."""

from django.conf import settings
from django.urls import include, path
from django.views.static import serve
from rest_framework.routers import SimpleRouter
from rest_framework_simplejwt.views import TokenObtainPairView, TokenRefreshView

from courses import revenue
from courses.dashboard import DashboardStats
from courses.views import CourseViewSet, RechargeCodeViewSet
from people.views import AssistantViewSet, StudentViewSet, TeacherViewSet

router = SimpleRouter(use_regex_path=False)
router.register("teachers", TeacherViewSet, basename="teacher")
router.register("students", StudentViewSet, basename="student")
router.register("courses", CourseViewSet, basename="course")
router.register("assistants", AssistantViewSet, basename="assistant")
router.register("recharge-codes", RechargeCodeViewSet, basename="recharge-code")

api = [
    path("", include(router.urls)),
    path("revenue/", revenue.Overview.as_view()),
    path("revenue/courses/<str:pk>/", revenue.CourseRevenue.as_view()),
    path("revenue/lectures/<str:pk>/", revenue.LectureRevenue.as_view()),
    path("revenue/students/", revenue.StudentRevenue.as_view()),
    path("revenue/trends/", revenue.Trends.as_view()),
    path("dashboard/stats/", DashboardStats.as_view()),
    path("auth/token/", TokenObtainPairView.as_view()),
    path("auth/token/refresh/", TokenRefreshView.as_view()),
]
urlpatterns = [
    path("api/", include(api)),
    path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT}),
]
