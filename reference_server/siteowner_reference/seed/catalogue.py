"""What teachers, students and courses refer to."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from siteowner_reference.db import tables
from siteowner_reference.db.rows import Row, Rows
from siteowner_reference.seed.egypt import GOVERNORATES

GRADES = ("First Secondary", "Second Secondary", "Third Secondary", "Third Preparatory")
SCHOOL_TYPES = ("General", "Languages", "Azhar")
DIVISIONS = ("Science", "Mathematics", "Literary")
SUBJECTS = (
    "Physics",
    "Chemistry",
    "Biology",
    "Mathematics",
    "Arabic",
    "English",
    "History",
    "الجغرافيا",
)
VIDEO_SECURITIES = (("Basic", "0.00"), ("Watermark", "5.50"), ("DRM", "12.75"))

SUBJECT_GRADES = dict.fromkeys(range(1, 8), (1, 2, 3)) | {8: (3,)}
SUBJECT_DIVISIONS = {1: (1, 2), 2: (1,), 3: (1,), 4: (2,), 5: (1, 2, 3), 6: (1, 2, 3), 7: (3,)}
SUBJECT_SCHOOL_TYPES = dict.fromkeys(range(1, 7), (1, 2)) | {7: (1, 3), 8: (1,)}
DIVISION_GRADES = {1: (2, 3), 2: (2, 3), 3: (2, 3)}
DIVISION_SCHOOL_TYPES = {1: (1, 2, 3), 2: (1, 2), 3: (1, 3)}


def catalogue() -> Rows:
    """Gives subjects, grades, divisions, school types, places and video securities."""
    areas = [
        {"governorate_id": pk, "name": area}
        for pk, governorate in enumerate(GOVERNORATES, 1)
        for area in governorate.areas
    ]
    return {
        tables.Grade: _named(GRADES),
        tables.SchoolType: _named(SCHOOL_TYPES),
        tables.Division: _named(DIVISIONS),
        tables.Subject: _named(SUBJECTS),
        tables.SubjectGrade: _links("subject_id", "grade_id", SUBJECT_GRADES),
        tables.SubjectDivision: _links("subject_id", "division_id", SUBJECT_DIVISIONS),
        tables.SubjectSchoolType: _links("subject_id", "school_type_id", SUBJECT_SCHOOL_TYPES),
        tables.DivisionGrade: _links("division_id", "grade_id", DIVISION_GRADES),
        tables.DivisionSchoolType: _links("division_id", "school_type_id", DIVISION_SCHOOL_TYPES),
        tables.Governorate: _named([governorate.name for governorate in GOVERNORATES]),
        tables.Area: [{"id": pk, **area} for pk, area in enumerate(areas, 1)],
        tables.VideoSecurity: [
            {"id": pk, "name": name, "price_per_student": Decimal(price)}
            for pk, (name, price) in enumerate(VIDEO_SECURITIES, 1)
        ],
    }


def _named(names: Sequence[str]) -> list[Row]:
    return [{"id": pk, "name": name} for pk, name in enumerate(names, 1)]


def _links(owner: str, target: str, pairs: Mapping[int, tuple[int, ...]]) -> list[Row]:
    return [
        {owner: owner_id, target: target_id}
        for owner_id, target_ids in pairs.items()
        for target_id in target_ids
    ]
