# Made from openapi.yaml by `make generate`. Change that or codegen/, then make it again.

"""What the server answers, and the choices that requests have."""

from decimal import Decimal
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from .core.model import Day, Documented, Instant, Model, OpenEnum, OpenModel

Money: TypeAlias = Annotated[Decimal, Documented(pattern=r"^-?[0-9]+\.[0-9]{2}$", text=True)]
"""An amount in EGP, as a string with two decimals."""

DecimalValue: TypeAlias = Annotated[Decimal, Documented(pattern=r"^-?[0-9]+\.[0-9]{2}$")]
"""An amount in EGP, as a string with two decimals or as a number."""

Gender: TypeAlias = Literal["male", "female"]
"""Gender of a person."""

StudentStatus: TypeAlias = Literal[
    "verified", "pending", "declined", "suspended_temporary", "suspended_permanent"
]
"""Where a student stands: `verified` (let in), `pending` (not decided), `declined`,
`suspended_temporary`, `suspended_permanent`.
"""


class Grade(Model, frozen=True):
    """A school grade.

    Attributes:
        id: Id of the grade.
        name: Name of the grade.
    """

    id: int
    name: str


class SchoolType(Model, frozen=True):
    """A kind of school.

    Attributes:
        id: Id of the school type.
        name: Name of the school type.
    """

    id: int
    name: str


class Division(Model, frozen=True):
    """A branch of study within some grades and school types.

    Attributes:
        id: Id of the division.
        name: Name of the division.
        grades: The grades that have this division.
        school_types: The school types that have this division.
    """

    id: int
    name: str
    grades: list[Grade]
    school_types: list[SchoolType]


class Subject(Model, frozen=True):
    """A subject with the grades, divisions and school types it is taught in.

    Attributes:
        id: Id of the subject.
        name: Name of the subject.
        grades: Ids of the grades.
        grades_detail: The grades.
        divisions: Ids of the divisions.
        divisions_detail: The divisions.
        school_types: Ids of the school types.
        school_types_detail: The school types.
        grade_ids: Ids of the grades, the same as `grades`.
        division_ids: Ids of the divisions, the same as `divisions`.
        school_type_ids: Ids of the school types, the same as `school_types`.
    """

    id: int
    name: str
    grades: list[int]
    grades_detail: list[Grade]
    divisions: list[int]
    divisions_detail: list[Division]
    school_types: list[int]
    school_types_detail: list[SchoolType]
    grade_ids: list[int]
    division_ids: list[int]
    school_type_ids: list[int]


class VideoSecurity(Model, frozen=True):
    """A way of protecting videos, paid by student.

    Attributes:
        id: Id of the video security.
        name: Name of the video security.
        price_per_student: Price in EGP for each student.
    """

    id: int
    name: str
    price_per_student: DecimalValue


class Teacher(Model, frozen=True):
    """A teacher with full details.

    Attributes:
        id: Id of the teacher.
        user_id: Id of the teacher's user account.
        username: Name to log in with.
        name: The teacher's name.
        phone: Egyptian mobile number of 11 digits.
        secondary_phone: A second number, or null.
        gmail: E-mail address.
        gender: The teacher's gender.
        profile_picture: URL of the picture, or null.
        biography: About the teacher, or null.
        facebook: Facebook page, or null.
        subject_detail: The teacher's subject; null where `subject_id` is.
        grades_detail: The grades the teacher teaches.
        video_security_detail: How the teacher's videos are protected; null where
            `video_security_id` is.
        is_active: Whether the teacher can log in.
        created_at: When the account was made.
        subject_id: Id of the subject, or null.
        grade_ids: Ids of the grades the teacher teaches.
        video_security_id: Id of the video security, or null.
    """

    id: int
    user_id: int
    username: str
    name: str
    phone: Annotated[str, Field(repr=False)]
    secondary_phone: Annotated[str | None, Field(repr=False)]
    gmail: Annotated[str, Field(repr=False)]
    gender: Annotated[Gender | str, OpenEnum()]
    profile_picture: Annotated[str | None, Documented(format="uri")]
    biography: str | None
    facebook: Annotated[str | None, Field(repr=False)]
    subject_detail: Subject | None
    grades_detail: list[Grade]
    video_security_detail: VideoSecurity | None
    is_active: bool
    created_at: Instant
    subject_id: int | None
    grade_ids: list[int]
    video_security_id: int | None


class TeacherPage(Model, frozen=True):
    """One page of teachers.

    Attributes:
        count: Size of the filtered set over all pages.
        next: URL of the next page, or null on the last.
        previous: URL of the page before, or null on the first.
        results: The teachers of this page.
    """

    count: Annotated[int, Documented(minimum=0)]
    next: Annotated[str | None, Documented(format="uri")]
    previous: Annotated[str | None, Documented(format="uri")]
    results: list[Teacher]


class Student(Model, frozen=True):
    """A student's profile.

    Attributes:
        id: Id of the student.
        user_id: Id of the student's user account.
        username: Name to log in with.
        student_code: The platform's own number of the student; unique.
        name_ar: Name in Arabic.
        name_en: Name in English.
        phone_number: The student's mobile number.
        father_number: The father's mobile number, or null.
        mother_number: The mother's mobile number, or null.
        father_job: The father's occupation.
        educational_state: Kind of education; `school` is the one value known.
        school_type: Id of the school type, or null.
        grade: Id of the grade, or null.
        division: Id of the division, or null.
        school_name: Name of the school, or null.
        national_id: Egyptian national id; unique.
        birth_date: Day of birth.
        gender: The student's gender.
        gmail: E-mail address.
        facebook_link: Facebook page, or null.
        governorate: Id of the governorate.
        area: Id of the area within the governorate.
        status: Where the student stands.
        is_active: Whether the student can log in.
        created_at: When the account was made.
        updated_at: When the profile was last changed.
    """

    id: int
    user_id: int
    username: str
    student_code: str
    name_ar: str
    name_en: str
    phone_number: Annotated[str, Field(repr=False)]
    father_number: Annotated[str | None, Field(repr=False)]
    mother_number: Annotated[str | None, Field(repr=False)]
    father_job: str
    educational_state: Annotated[str, OpenEnum("school")]
    school_type: int | None
    grade: int | None
    division: int | None
    school_name: str | None
    national_id: Annotated[str, Field(repr=False)]
    birth_date: Annotated[Day, Field(repr=False)]
    gender: Annotated[Gender | str, OpenEnum()]
    gmail: Annotated[str, Field(repr=False)]
    facebook_link: Annotated[str | None, Field(repr=False)]
    governorate: int
    area: int
    status: Annotated[StudentStatus | str, OpenEnum()]
    is_active: bool
    created_at: Instant
    updated_at: Instant


class StudentPage(Model, frozen=True):
    """One page of students.

    Attributes:
        count: Size of the filtered set over all pages.
        next: URL of the next page, or null on the last.
        previous: URL of the page before, or null on the first.
        results: The students of this page.
    """

    count: Annotated[int, Documented(minimum=0)]
    next: Annotated[str | None, Documented(format="uri")]
    previous: Annotated[str | None, Documented(format="uri")]
    results: list[Student]


class StudentStatusResult(Model, frozen=True):
    """Status and active flag of a student, and nothing else.

    Attributes:
        status: Where the student stands.
        is_active: Whether the student can log in.
    """

    status: Annotated[StudentStatus | str, OpenEnum()]
    is_active: bool


class Topic(OpenModel, frozen=True):
    """A topic of a course; open to more fields.

    Attributes:
        id: Id of the topic.
        name: Name of the topic.
    """

    id: int
    name: str


class Course(Model, frozen=True):
    """A course of one teacher for one grade.

    Attributes:
        id: Id of the course.
        name: Name of the course.
        teacher: Id of the teacher.
        teacher_id: Id of the teacher, the same as `teacher`.
        teacher_name: The teacher's name.
        grade: Id of the grade.
        grade_name: Name of the grade.
        subject: Id of the subject, the teacher's.
        subject_name: Name of the subject.
        description: About the course, or null.
        cover_picture: URL of the picture, or null.
        is_active: Whether the course is offered.
        topics: The topics of the course.
        topic_count: Number of topics.
        total_lectures: Number of lectures over all topics.
        total_videos: Number of videos over all lectures.
        created_at: When the course was made.
        updated_at: When the course was last changed.
    """

    id: int
    name: str
    teacher: int
    teacher_id: int
    teacher_name: str
    grade: int
    grade_name: str
    subject: int
    subject_name: str
    description: str | None
    cover_picture: Annotated[str | None, Documented(format="uri")]
    is_active: bool
    topics: list[Topic]
    topic_count: int
    total_lectures: int
    total_videos: int
    created_at: Instant
    updated_at: Instant


class Assistant(Model, frozen=True):
    """An assistant of a teacher.

    Attributes:
        id: Id of the assistant.
        user_id: Id of the assistant's user account.
        username: Name to log in with.
        name: The assistant's name.
        phone: Mobile number.
        gmail: E-mail address.
        gender: The assistant's gender.
        is_active: Whether the assistant can log in.
        created_at: When the account was made.
        teacher: Id of the teacher.
        teacher_name: The teacher's name.
    """

    id: int
    user_id: int
    username: str
    name: str
    phone: Annotated[str, Field(repr=False)]
    gmail: Annotated[str, Field(repr=False)]
    gender: Annotated[Gender | str, OpenEnum()]
    is_active: bool
    created_at: Instant
    teacher: int
    teacher_name: str


class AssistantPage(Model, frozen=True):
    """One page of assistants.

    Attributes:
        count: Size of the filtered set over all pages.
        next: URL of the next page, or null on the last.
        previous: URL of the page before, or null on the first.
        results: The assistants of this page.
    """

    count: Annotated[int, Documented(minimum=0)]
    next: Annotated[str | None, Documented(format="uri")]
    previous: Annotated[str | None, Documented(format="uri")]
    results: list[Assistant]


class RechargeCode(Model, frozen=True):
    """A code that one student can redeem for one course.

    Attributes:
        id: Id of the code.
        course: Id of the course.
        course_name: Name of the course.
        teacher_name: The name of the course's teacher.
        code: Sixteen random characters in four groups: `XXXX-XXXX-XXXX-XXXX`.
        value: What the code is worth in EGP.
        is_used: Whether the code has been redeemed.
        used_by: Id of the student who redeemed it, or null.
        used_by_name: English name of that student, or null.
        used_at: When it was redeemed, or null.
        created_at: When the code was made.
        expires_at: After this instant it can't be redeemed; null if it never expires.
        created_by: Id of the user who made it.
        created_by_username: User name of that user.
    """

    id: int
    course: int
    course_name: str
    teacher_name: str
    code: Annotated[
        str,
        Documented(pattern=r"^[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}$"),
        Field(repr=False),
    ]
    value: DecimalValue
    is_used: bool
    used_by: int | None
    used_by_name: str | None
    used_at: Instant | None
    created_at: Instant
    expires_at: Instant | None
    created_by: int
    created_by_username: str


class RechargeCodePage(Model, frozen=True):
    """One page of recharge codes.

    Attributes:
        count: Size of the filtered set over all pages.
        next: URL of the next page, or null on the last.
        previous: URL of the page before, or null on the first.
        results: The recharge codes of this page.
    """

    count: Annotated[int, Documented(minimum=0)]
    next: Annotated[str | None, Documented(format="uri")]
    previous: Annotated[str | None, Documented(format="uri")]
    results: list[RechargeCode]


class RevenueSummary(Model, frozen=True):
    """Totals over all courses.

    Attributes:
        total_revenue: Sum of all purchases.
        total_purchases: Number of purchases.
        total_students: Number of students who bought something.
        total_courses: Number of courses.
    """

    total_revenue: Money
    total_purchases: int
    total_students: int
    total_courses: int


class CourseRevenueSummary(Model, frozen=True):
    """A course in the overview.

    Attributes:
        id: Id of the course.
        name: Name of the course.
        is_active: Whether the course is offered.
        enrolled_count: Number of enrolments.
        purchase_count: Number of purchases.
        revenue: Sum of the course's purchases.
    """

    id: int
    name: str
    is_active: bool
    enrolled_count: int
    purchase_count: int
    revenue: Money


class RevenueOverview(Model, frozen=True):
    """Revenue of all courses.

    Attributes:
        summary: Totals over all courses.
        courses: A row for each course.
    """

    summary: RevenueSummary
    courses: list[CourseRevenueSummary]


class TopicRevenue(Model, frozen=True):
    """A topic in a course's revenue.

    Attributes:
        topic_id: Id of the topic.
        topic_name: Name of the topic.
        lecture_count: Number of lectures.
        purchase_count: Number of purchases.
        revenue: Sum of the topic's purchases.
    """

    topic_id: int
    topic_name: str
    lecture_count: int
    purchase_count: int
    revenue: Money


class LectureRevenueSummary(Model, frozen=True):
    """A lecture in a course's revenue.

    Attributes:
        lecture_id: Id of the lecture.
        lecture_name: Name of the lecture.
        topic_id: Id of the topic.
        topic_name: Name of the topic.
        price: List price.
        final_price: Price after the discount.
        purchase_count: Number of purchases.
        revenue: Sum of the lecture's purchases.
    """

    lecture_id: int
    lecture_name: str
    topic_id: int
    topic_name: str
    price: Money
    final_price: Money
    purchase_count: int
    revenue: Money


class StudentSpending(Model, frozen=True):
    """What a student spent on a course.

    Attributes:
        student_id: Id of the student.
        student_name: English name of the student.
        student_code: Code of the student.
        total_spent: Sum of the student's purchases.
        lectures_purchased: Number of the student's purchases.
    """

    student_id: int
    student_name: str
    student_code: str
    total_spent: Money
    lectures_purchased: int


class CourseRevenue(Model, frozen=True):
    """Revenue of one course by topic, lecture and student.

    Attributes:
        course_id: Id of the course.
        course_name: Name of the course.
        total_revenue: Sum of the course's purchases.
        total_purchases: Number of purchases.
        topics: A row for each topic.
        lectures: A row for each lecture.
        student_spending: A row for each student who bought.
    """

    course_id: int
    course_name: str
    total_revenue: Money
    total_purchases: int
    topics: list[TopicRevenue]
    lectures: list[LectureRevenueSummary]
    student_spending: list[StudentSpending]


class Purchase(Model, frozen=True):
    """One purchase of a lecture.

    Attributes:
        student_name: English name of the student.
        student_code: Code of the student.
        amount_paid: What was paid then.
        purchased_at: When it was bought.
    """

    student_name: str
    student_code: str
    amount_paid: Money
    purchased_at: Instant


class LectureRevenue(Model, frozen=True):
    """Revenue of one lecture.

    Attributes:
        lecture_id: Id of the lecture.
        lecture_name: Name of the lecture.
        course_name: Name of the course.
        price: List price.
        final_price: Price after the discount.
        total_revenue: Sum of the lecture's purchases.
        buyer_count: Number of students who bought it.
        purchase_count: Number of purchases.
        average_days_to_purchase: Mean days from enrolment to purchase; 0.0 with no purchase.
        purchase_timeline: Every purchase.
    """

    lecture_id: int
    lecture_name: str
    course_name: str
    price: Money
    final_price: Money
    total_revenue: Money
    buyer_count: int
    purchase_count: int
    average_days_to_purchase: float
    purchase_timeline: list[Purchase]


class StudentRevenue(Model, frozen=True):
    """What a student brought in.

    Attributes:
        student_id: Id of the student.
        student_name: English name of the student.
        student_code: Code of the student.
        courses_enrolled: Number of enrolments.
        total_spent: Sum of the student's purchases.
        lectures_purchased: Number of the student's purchases.
        last_purchase_at: When the student last bought, or null.
    """

    student_id: int
    student_name: str
    student_code: str
    courses_enrolled: int
    total_spent: Money
    lectures_purchased: int
    last_purchase_at: Instant | None


class DailyRevenue(Model, frozen=True):
    """A day with purchases.

    Attributes:
        date: The day.
        revenue: Sum of the day's purchases.
        purchase_count: Number of purchases.
    """

    date: Day
    revenue: Money
    purchase_count: int


class RevenueTrends(Model, frozen=True):
    """Revenue by day over a range of days.

    Attributes:
        start_date: First day.
        end_date: Last day.
        total_revenue: Sum over the range.
        total_purchases: Number of purchases in the range.
        daily_trends: The days with at least one purchase, ascending.
    """

    start_date: Day
    end_date: Day
    total_revenue: Money
    total_purchases: int
    daily_trends: list[DailyRevenue]


class StudentsByStatus(Model, frozen=True):
    """Number of students with each status.

    Attributes:
        verified: Verified students.
        pending: Pending students.
        declined: Declined students.
        suspended_temporary: Temporarily suspended students.
        suspended_permanent: Permanently suspended students.
    """

    verified: int
    pending: int
    declined: int
    suspended_temporary: int
    suspended_permanent: int


class StudentGroup(Model, frozen=True):
    """Students of one grade, school type and division.

    Attributes:
        grade: Name of the grade.
        school_type: Name of the school type.
        division: Name of the division.
        count: Number of students.
    """

    grade: str
    school_type: str
    division: str
    count: int


class TeacherGroup(Model, frozen=True):
    """Teachers of one grade and subject.

    Attributes:
        grade: Name of the grade.
        subject: Name of the subject.
        count: Number of teachers.
    """

    grade: str
    subject: str
    count: int


class DashboardStats(Model, frozen=True):
    """Counts over the whole platform.

    Attributes:
        total_students: Student accounts.
        total_teachers: Teacher accounts.
        total_assistants: Assistant accounts.
        new_users_this_month: Accounts of any role made in the present calendar month.
        new_students_this_month: Students among them.
        new_teachers_this_month: Teachers among them.
        students_by_status: Number of students with each status.
        students_by_grade_school_division: Groups that have members; students without a grade,
            school type or division are in none.
        teachers_active_count: Active teachers.
        teachers_inactive_count: Inactive teachers.
        teachers_by_grade_subject: Groups that have members.
        total_subjects: Subjects.
        total_grades: Grades.
        total_school_types: School types.
        total_divisions: Divisions.
        total_governorates: Governorates.
        total_areas: Areas.
        total_video_security_options: Video securities.
    """

    total_students: int
    total_teachers: int
    total_assistants: int
    new_users_this_month: int
    new_students_this_month: int
    new_teachers_this_month: int
    students_by_status: StudentsByStatus
    students_by_grade_school_division: list[StudentGroup]
    teachers_active_count: int
    teachers_inactive_count: int
    teachers_by_grade_subject: list[TeacherGroup]
    total_subjects: int
    total_grades: int
    total_school_types: int
    total_divisions: int
    total_governorates: int
    total_areas: int
    total_video_security_options: int


class TokenPair(Model, frozen=True):
    """The two tokens of a log-in.

    Attributes:
        access: Access token, for `Authorization: Bearer …`.
        refresh: Refresh token, for `auth_token_refresh`.
    """

    access: Annotated[str, Field(repr=False)]
    refresh: Annotated[str, Field(repr=False)]


class AccessToken(Model, frozen=True):
    """A new access token.

    Attributes:
        access: Access token, for `Authorization: Bearer …`.
    """

    access: Annotated[str, Field(repr=False)]
