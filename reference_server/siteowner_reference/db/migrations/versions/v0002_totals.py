"""Totals, kept with the facts that they count, and the indexes that this leaves to want."""

import sqlalchemy as sa
from alembic import op

from siteowner_reference.db import native

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


COUNTS = (
    """
    INSERT INTO student_totals
    SELECT status, coalesce(grade_id, 0), coalesce(school_type_id, 0), coalesce(division_id, 0),
        count(*)
    FROM students GROUP BY 1, 2, 3, 4
    """,
    """
    INSERT INTO recharge_code_totals
    SELECT course_id, used_at IS NOT NULL, count(*) FROM recharge_codes GROUP BY 1, 2
    """,
    """
    INSERT INTO course_totals
    SELECT course_id, sum(enrolments), sum(purchases), sum(revenue)
    FROM (
        SELECT course_id, 1 AS enrolments, 0 AS purchases, 0 AS revenue FROM enrolments
        UNION ALL SELECT course_id, 0, 1, amount_paid FROM purchases
    ) AS facts
    GROUP BY 1
    """,
    """
    INSERT INTO buyer_totals
    SELECT student_id, sum(enrolments), sum(purchases), sum(revenue), max(bought_at)
    FROM (
        SELECT student_id, 1 AS enrolments, 0 AS purchases, 0 AS revenue, NULL AS bought_at
        FROM enrolments
        UNION ALL SELECT student_id, 0, 1, amount_paid, purchased_at FROM purchases
    ) AS facts
    GROUP BY 1
    """,
    """
    INSERT INTO daily_totals
    SELECT purchased_on, count(*), sum(amount_paid) FROM purchases GROUP BY 1
    """,
)
"""What counts the facts that are there."""


def upgrade() -> None:
    """Makes the totals of the present facts, and changes the indexes."""
    op.create_table(
        "buyer_totals",
        sa.Column("student_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("enrolments", sa.Integer(), nullable=False),
        sa.Column("purchases", sa.Integer(), nullable=False),
        sa.Column("revenue", sa.BigInteger(), nullable=False),
        sa.Column("last_purchase_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("student_id", name=op.f("pk_buyer_totals")),
    )
    op.create_table(
        "course_totals",
        sa.Column("course_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("enrolments", sa.Integer(), nullable=False),
        sa.Column("purchases", sa.Integer(), nullable=False),
        sa.Column("revenue", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("course_id", name=op.f("pk_course_totals")),
    )
    op.create_table(
        "daily_totals",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("purchases", sa.Integer(), nullable=False),
        sa.Column("revenue", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_daily_totals")),
    )
    op.create_table(
        "recharge_code_totals",
        sa.Column("course_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("is_used", sa.Boolean(), nullable=False),
        sa.Column("codes", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("course_id", "is_used", name=op.f("pk_recharge_code_totals")),
    )
    op.create_table(
        "student_totals",
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("grade_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("school_type_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("division_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("students", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "status", "grade_id", "school_type_id", "division_id", name=op.f("pk_student_totals")
        ),
    )
    op.drop_index(op.f("ix_purchases_day"), table_name="purchases")
    op.drop_index(op.f("ix_purchases_lecture_id"), table_name="purchases")
    op.drop_index(op.f("ix_purchases_course"), table_name="purchases")
    op.create_index("ix_purchases_course", "purchases", ["course_id", "student_id"], unique=False)
    op.drop_index(op.f("ix_purchases_student"), table_name="purchases")
    op.create_index("ix_purchases_student", "purchases", ["student_id"], unique=False)
    op.create_index(
        "ix_purchases_lecture", "purchases", ["lecture_id", "purchased_at"], unique=False
    )
    op.drop_index(op.f("ix_recharge_codes_course_id"), table_name="recharge_codes")
    op.drop_index(op.f("ix_recharge_codes_created_at"), table_name="recharge_codes")
    op.create_index(
        "ix_recharge_codes_course",
        "recharge_codes",
        ["course_id", "created_at", "id"],
        unique=False,
    )
    op.create_index(
        "ix_recharge_codes_created", "recharge_codes", ["created_at", "id"], unique=False
    )
    op.create_index("ix_recharge_codes_value", "recharge_codes", ["value", "id"], unique=False)
    op.drop_index(op.f("ix_students_groups"), table_name="students")
    op.drop_index(op.f("ix_students_school_type_id"), table_name="students")
    op.drop_index(op.f("ix_students_status"), table_name="students")
    op.create_index("ix_students_status", "students", ["status", "id"], unique=False)
    op.create_index("ix_students_grade", "students", ["grade_id", "id"], unique=False)
    op.create_index("ix_students_school_type", "students", ["school_type_id", "id"], unique=False)
    op.create_index("ix_users_role_active", "users", ["role", "is_active"], unique=False)
    for statement in COUNTS:
        op.execute(statement)
    native.create(op.get_bind())
