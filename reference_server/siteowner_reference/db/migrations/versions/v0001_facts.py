"""The tables of facts."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes them."""
    op.create_table(
        "divisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_divisions")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "governorates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_governorates")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "grades",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grades")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "school_types",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_types")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "server_state",
        sa.Column("name", sa.String(length=50), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_server_state")),
    )
    op.create_table(
        "subjects",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subjects")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "users",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("username", sa.String(length=150), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("gmail", sa.String(length=254), nullable=True),
        sa.Column("gmail_folded", sa.String(length=508), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("gmail_folded", name="uq_users_gmail"),
        sa.UniqueConstraint("username", name="uq_users_username"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_users_role_created", "users", ["role", "created_at"], unique=False)
    op.create_table(
        "video_securities",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("price_per_student", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_video_securities")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "areas",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("governorate_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(
            ["governorate_id"], ["governorates.id"], name=op.f("fk_areas_governorate_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_areas")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "division_grades",
        sa.Column("division_id", sa.Integer(), nullable=False),
        sa.Column("grade_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["division_id"], ["divisions.id"], name=op.f("fk_division_grades_division_id")
        ),
        sa.ForeignKeyConstraint(
            ["grade_id"], ["grades.id"], name=op.f("fk_division_grades_grade_id")
        ),
        sa.PrimaryKeyConstraint("division_id", "grade_id", name=op.f("pk_division_grades")),
    )
    op.create_table(
        "division_school_types",
        sa.Column("division_id", sa.Integer(), nullable=False),
        sa.Column("school_type_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["division_id"], ["divisions.id"], name=op.f("fk_division_school_types_division_id")
        ),
        sa.ForeignKeyConstraint(
            ["school_type_id"],
            ["school_types.id"],
            name=op.f("fk_division_school_types_school_type_id"),
        ),
        sa.PrimaryKeyConstraint(
            "division_id", "school_type_id", name=op.f("pk_division_school_types")
        ),
    )
    op.create_table(
        "subject_divisions",
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("division_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["division_id"], ["divisions.id"], name=op.f("fk_subject_divisions_division_id")
        ),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subjects.id"], name=op.f("fk_subject_divisions_subject_id")
        ),
        sa.PrimaryKeyConstraint("subject_id", "division_id", name=op.f("pk_subject_divisions")),
    )
    op.create_table(
        "subject_grades",
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("grade_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["grade_id"], ["grades.id"], name=op.f("fk_subject_grades_grade_id")
        ),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subjects.id"], name=op.f("fk_subject_grades_subject_id")
        ),
        sa.PrimaryKeyConstraint("subject_id", "grade_id", name=op.f("pk_subject_grades")),
    )
    op.create_table(
        "subject_school_types",
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("school_type_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["school_type_id"],
            ["school_types.id"],
            name=op.f("fk_subject_school_types_school_type_id"),
        ),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subjects.id"], name=op.f("fk_subject_school_types_subject_id")
        ),
        sa.PrimaryKeyConstraint(
            "subject_id", "school_type_id", name=op.f("pk_subject_school_types")
        ),
    )
    op.create_table(
        "teachers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("phone", sa.String(length=11), nullable=False),
        sa.Column("secondary_phone", sa.String(length=11), nullable=True),
        sa.Column("gender", sa.String(length=6), nullable=False),
        sa.Column("profile_picture", sa.String(length=100), nullable=True),
        sa.Column("biography", sa.Text(), nullable=True),
        sa.Column("facebook", sa.String(length=200), nullable=True),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("video_security_id", sa.Integer(), nullable=True),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subjects.id"], name=op.f("fk_teachers_subject_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_teachers_user_id")),
        sa.ForeignKeyConstraint(
            ["video_security_id"],
            ["video_securities.id"],
            name=op.f("fk_teachers_video_security_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_teachers")),
        sa.UniqueConstraint("user_id", name=op.f("uq_teachers_user_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_teachers_subject_id"), "teachers", ["subject_id"], unique=False)
    op.create_table(
        "assistants",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("teacher_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("phone", sa.String(length=11), nullable=False),
        sa.Column("gender", sa.String(length=6), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["teacher_id"], ["teachers.id"], name=op.f("fk_assistants_teacher_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_assistants_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assistants")),
        sa.UniqueConstraint("user_id", name=op.f("uq_assistants_user_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_assistants_teacher_id"), "assistants", ["teacher_id"], unique=False)
    op.create_table(
        "courses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("teacher_id", sa.Integer(), nullable=False),
        sa.Column("grade_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("cover_picture", sa.String(length=100), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["grade_id"], ["grades.id"], name=op.f("fk_courses_grade_id")),
        sa.ForeignKeyConstraint(
            ["teacher_id"], ["teachers.id"], name=op.f("fk_courses_teacher_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_courses")),
        sa.UniqueConstraint("teacher_id", "grade_id", "name", name="uq_courses_teacher_grade_name"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "students",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("student_code", sa.String(length=20), nullable=False),
        sa.Column("name_ar", sa.String(length=255), nullable=False),
        sa.Column("name_en", sa.String(length=255), nullable=False),
        sa.Column("phone_number", sa.String(length=11), nullable=False),
        sa.Column("father_number", sa.String(length=11), nullable=True),
        sa.Column("mother_number", sa.String(length=11), nullable=True),
        sa.Column("father_job", sa.String(length=255), nullable=False),
        sa.Column("educational_state", sa.String(length=20), nullable=False),
        sa.Column("school_type_id", sa.Integer(), nullable=True),
        sa.Column("grade_id", sa.Integer(), nullable=True),
        sa.Column("division_id", sa.Integer(), nullable=True),
        sa.Column("school_name", sa.String(length=255), nullable=True),
        sa.Column("national_id", sa.String(length=14), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=False),
        sa.Column("gender", sa.String(length=6), nullable=False),
        sa.Column("facebook_link", sa.String(length=200), nullable=True),
        sa.Column("governorate_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_students_area_id")),
        sa.ForeignKeyConstraint(
            ["division_id"], ["divisions.id"], name=op.f("fk_students_division_id")
        ),
        sa.ForeignKeyConstraint(
            ["governorate_id"], ["governorates.id"], name=op.f("fk_students_governorate_id")
        ),
        sa.ForeignKeyConstraint(["grade_id"], ["grades.id"], name=op.f("fk_students_grade_id")),
        sa.ForeignKeyConstraint(
            ["school_type_id"], ["school_types.id"], name=op.f("fk_students_school_type_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_students_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_students")),
        sa.UniqueConstraint("national_id", name="uq_students_national_id"),
        sa.UniqueConstraint("student_code", name="uq_students_student_code"),
        sa.UniqueConstraint("user_id", name=op.f("uq_students_user_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_students_groups",
        "students",
        ["grade_id", "school_type_id", "division_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_students_school_type_id"), "students", ["school_type_id"], unique=False
    )
    op.create_index(op.f("ix_students_status"), "students", ["status"], unique=False)
    op.create_table(
        "teacher_grades",
        sa.Column("teacher_id", sa.Integer(), nullable=False),
        sa.Column("grade_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["grade_id"], ["grades.id"], name=op.f("fk_teacher_grades_grade_id")
        ),
        sa.ForeignKeyConstraint(
            ["teacher_id"], ["teachers.id"], name=op.f("fk_teacher_grades_teacher_id")
        ),
        sa.PrimaryKeyConstraint("teacher_id", "grade_id", name=op.f("pk_teacher_grades")),
    )
    op.create_index(
        "ix_teacher_grades_grade", "teacher_grades", ["grade_id", "teacher_id"], unique=False
    )
    op.create_table(
        "enrolments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("student_id", sa.Integer(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("enrolled_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"], ["courses.id"], name=op.f("fk_enrolments_course_id")
        ),
        sa.ForeignKeyConstraint(
            ["student_id"], ["students.id"], name=op.f("fk_enrolments_student_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrolments")),
        sa.UniqueConstraint("course_id", "student_id", name="uq_enrolments_course_student"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_enrolments_student_id"), "enrolments", ["student_id"], unique=False)
    op.create_table(
        "recharge_codes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=19), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("used_by_id", sa.Integer(), nullable=True),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"], ["courses.id"], name=op.f("fk_recharge_codes_course_id")
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["users.id"], name=op.f("fk_recharge_codes_created_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["used_by_id"], ["students.id"], name=op.f("fk_recharge_codes_used_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recharge_codes")),
        sa.UniqueConstraint("code", name="uq_recharge_codes_code"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_recharge_codes_course_id"), "recharge_codes", ["course_id"], unique=False
    )
    op.create_index(
        op.f("ix_recharge_codes_created_at"), "recharge_codes", ["created_at"], unique=False
    )
    op.create_table(
        "topics",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(["course_id"], ["courses.id"], name=op.f("fk_topics_course_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topics")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_topics_course_id"), "topics", ["course_id"], unique=False)
    op.create_table(
        "lectures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("final_price", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], name=op.f("fk_lectures_topic_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lectures")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_lectures_topic_id"), "lectures", ["topic_id"], unique=False)
    op.create_table(
        "purchases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("lecture_id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("student_id", sa.Integer(), nullable=False),
        sa.Column("amount_paid", sa.BigInteger(), nullable=False),
        sa.Column("purchased_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("purchased_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["course_id"], ["courses.id"], name=op.f("fk_purchases_course_id")),
        sa.ForeignKeyConstraint(
            ["lecture_id"], ["lectures.id"], name=op.f("fk_purchases_lecture_id")
        ),
        sa.ForeignKeyConstraint(
            ["student_id"], ["students.id"], name=op.f("fk_purchases_student_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purchases")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_purchases_course", "purchases", ["course_id", "student_id", "amount_paid"], unique=False
    )
    op.create_index("ix_purchases_day", "purchases", ["purchased_on", "amount_paid"], unique=False)
    op.create_index(op.f("ix_purchases_lecture_id"), "purchases", ["lecture_id"], unique=False)
    op.create_index("ix_purchases_student", "purchases", ["student_id", "course_id"], unique=False)
    op.create_table(
        "videos",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("lecture_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("duration_seconds", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["lecture_id"], ["lectures.id"], name=op.f("fk_videos_lecture_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_videos")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_videos_lecture_id"), "videos", ["lecture_id"], unique=False)
