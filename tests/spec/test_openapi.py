"""openapi.yaml is a valid OpenAPI 3.1 document and says all that the documents say."""

import re
from typing import Any

import pytest
from openapi_pydantic import OpenAPI
from openapi_spec_validator import validate

from tests.spec.document import ROOT, Spec

# Method, path, success status and content type of the request, as documented or assumed.
OPERATIONS = {
    "teachers_list": ("GET", "/teachers/", 200, None),
    "teachers_retrieve": ("GET", "/teachers/{id}/", 200, None),
    "teachers_create": ("POST", "/teachers/", 201, "multipart/form-data"),
    "teachers_update": ("PUT", "/teachers/{id}/", 200, "multipart/form-data"),
    "teachers_partial_update": ("PATCH", "/teachers/{id}/", 200, "multipart/form-data"),
    "students_list": ("GET", "/students/", 200, None),
    "students_retrieve": ("GET", "/students/{id}/", 200, None),
    "students_partial_update": ("PATCH", "/students/{id}/", 200, "application/json"),
    "courses_create": ("POST", "/courses/", 201, "multipart/form-data"),
    "courses_update": ("PUT", "/courses/{id}/", 200, "multipart/form-data"),
    "courses_partial_update": ("PATCH", "/courses/{id}/", 200, "multipart/form-data"),
    "courses_destroy": ("DELETE", "/courses/{id}/", 204, None),
    "assistants_list": ("GET", "/assistants/", 200, None),
    "recharge_codes_create": ("POST", "/recharge-codes/", 201, "application/json"),
    "recharge_codes_list": ("GET", "/recharge-codes/", 200, None),
    "revenue_overview": ("GET", "/revenue/", 200, None),
    "revenue_course": ("GET", "/revenue/courses/{course_id}/", 200, None),
    "revenue_lecture": ("GET", "/revenue/lectures/{lecture_id}/", 200, None),
    "revenue_students": ("GET", "/revenue/students/", 200, None),
    "revenue_trends": ("GET", "/revenue/trends/", 200, None),
    "dashboard_stats": ("GET", "/dashboard/stats/", 200, None),
    "auth_token_create": ("POST", "/auth/token/", 200, "application/json"),
    "auth_token_refresh": ("POST", "/auth/token/refresh/", 200, "application/json"),
}

QUERY = {
    "teachers_list": {"is_active", "subject", "grades", "search", "all", "page", "page_size"},
    "students_list": {"status", "grade", "school_type", "search", "all", "page", "page_size"},
    "assistants_list": {"teacher", "search", "page", "page_size"},
    "recharge_codes_list": {"course", "is_used", "ordering", "page", "page_size"},
    "revenue_students": {"course"},
    "revenue_trends": {"start_date", "end_date"},
}

NOT_AUTHENTICATED = {"detail": "Authentication credentials were not provided."}
NO_PERMISSION = {"detail": "You do not have permission to perform this action."}
EMAIL_EXISTS = {"gmail": ["This email is already associated with an account."]}

# Every error row of the documents; where one is cut short with "..." so is it here.
ERROR_ROWS: list[tuple[str, int, Any]] = [
    ("teachers_create", 400, {"username": ["Username already exists."]}),
    ("teachers_create", 400, EMAIL_EXISTS),
    ("teachers_create", 400, {"phone": ["Phone number must be exactly 11 digits..."]}),
    ("teachers_create", 400, {"password": ["Password validation error"]}),
    ("teachers_create", 403, NO_PERMISSION),
    ("teachers_update", 400, EMAIL_EXISTS),
    ("teachers_update", 403, NO_PERMISSION),
    ("teachers_update", 404, {"detail": "Not found."}),
    ("teachers_partial_update", 400, EMAIL_EXISTS),
    ("teachers_partial_update", 403, NO_PERMISSION),
    ("teachers_partial_update", 404, {"detail": "Not found."}),
    ("courses_create", 400, {"grade": ["Teacher X does not teach grade Y."]}),
    (
        "courses_create",
        400,
        {"non_field_errors": ["A course with this Teacher, Grade, and Name already exists."]},
    ),
    ("courses_create", 403, NO_PERMISSION),
    ("courses_update", 400, {"teacher": ["Cannot change the teacher of an existing course."]}),
    ("courses_update", 400, {"grade": ["Cannot change the grade of an existing course."]}),
    (
        "courses_partial_update",
        400,
        {"teacher": ["Cannot change the teacher of an existing course."]},
    ),
    ("courses_partial_update", 400, {"grade": ["Cannot change the grade of an existing course."]}),
    (
        "courses_destroy",
        400,
        {"detail": "Cannot delete a course that has students enrolled in it."},
    ),
    ("recharge_codes_create", 400, {"course": ['Invalid pk "X" - object does not exist.']}),
    (
        "recharge_codes_create",
        400,
        {"value": ["Ensure this value is greater than or equal to 1."]},
    ),
    ("recharge_codes_create", 403, NO_PERMISSION),
    ("dashboard_stats", 401, NOT_AUTHENTICATED),
    ("dashboard_stats", 403, NO_PERMISSION),
]

LISTS = [name for name in OPERATIONS if name.endswith("_list")]


def test_is_valid_openapi(spec: Spec) -> None:
    """The document passes openapi-spec-validator."""
    validate(spec.document)


def test_loads_in_openapi_pydantic(spec: Spec) -> None:
    """openapi-pydantic reads the document, and finds each of its paths."""
    loaded = OpenAPI.model_validate(spec.document)

    assert loaded.paths is not None
    assert list(spec.document["paths"]) == list(loaded.paths)


def test_operations(spec: Spec) -> None:
    """The operations are those of the documents: method, path, success and content type."""
    found = {}
    for operation in spec.operations.values():
        success = next(int(status) for status in operation.value["responses"] if status < "3")
        content = operation.value.get("requestBody", {}).get("content", {})
        found[operation.id] = (operation.method, operation.path, success, next(iter(content), None))

    assert OPERATIONS == found


@pytest.mark.parametrize("name", OPERATIONS)
def test_query_parameters(spec: Spec, name: str) -> None:
    """Each operation takes the documented query parameters and no other."""
    parameters = spec.parameters(spec.operations[name]).values()

    assert QUERY.get(name, set()) == {each["name"] for each in parameters if each["in"] == "query"}


@pytest.mark.parametrize("name", OPERATIONS)
def test_path_parameters(spec: Spec, name: str) -> None:
    """The path template's names are exactly the path parameters."""
    operation = spec.operations[name]
    parameters = spec.parameters(operation).values()

    named = {each["name"] for each in parameters if each["in"] == "path"}

    assert set(re.findall(r"{(\w+)}", operation.path)) == named


@pytest.mark.parametrize("name", OPERATIONS)
def test_examples_of_answers_are_valid(spec: Spec, name: str) -> None:
    """Every answer with a body has at least one example, valid against its schema."""
    for status, response in spec.responses(spec.operations[name]).items():
        for media in response.get("content", {}).values():
            assert media["examples"], f"{status} has no example"
            for key, example in media["examples"].items():
                assert [] == spec.errors(media["schema"], example["value"]), f"{status} {key}"


@pytest.mark.parametrize("name", [name for name, row in OPERATIONS.items() if row[3]])
def test_examples_of_requests_are_valid(spec: Spec, name: str) -> None:
    """Every request body has at least one example, valid against its schema."""
    for media in spec.operations[name].value["requestBody"]["content"].values():
        assert media["examples"]
        for key, example in media["examples"].items():
            assert [] == spec.errors(media["schema"], example["value"]), key


@pytest.mark.parametrize(("name", "status", "body"), ERROR_ROWS)
def test_documented_errors(spec: Spec, name: str, status: int, body: object) -> None:
    """Each documented error row stands as an example with its exact body."""
    response = spec.responses(spec.operations[name])[str(status)]

    examples = response["content"]["application/json"]["examples"].values()

    assert body in [example["value"] for example in examples]


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_field_is_described(spec: Spec, name: str) -> None:
    """Parameters, bodies and answers say in words what each field is."""
    operation = spec.operations[name]
    assert operation.value["summary"]
    assert operation.value["description"]
    assert all(parameter["description"] for parameter in spec.parameters(operation).values())
    assert [] == list(undescribed(spec.document["components"]["schemas"]))


def undescribed(schemas: dict[str, Any]) -> list[str]:
    """The properties without a description."""
    return [
        f"{name}.{key}"
        for name, schema in schemas.items()
        for key, value in schema.get("properties", {}).items()
        if not value.get("description")
    ]


@pytest.mark.parametrize("name", OPERATIONS)
def test_links_resolve(spec: Spec, name: str) -> None:
    """Every link leads to an operation, and fills in parameters or body fields that it has."""
    for response in spec.responses(spec.operations[name]).values():
        for link in response.get("links", {}).values():
            target = spec.operations[link["operationId"]]
            assert set(link.get("parameters", {})) <= set(spec.parameters(target))
            assert set(link.get("requestBody", {})) <= body_fields(spec, target.id)


def body_fields(spec: Spec, name: str) -> set[str]:
    """The fields of an operation's request body."""
    content = spec.operations[name].value.get("requestBody", {}).get("content", {})
    return {
        field for media in content.values() for field in spec.resolve(media["schema"])["properties"]
    }


def test_links_reach_what_has_no_list(spec: Spec) -> None:
    """From the lists and creates, links lead to every operation with an id in its path."""
    reached = {
        link["operationId"]
        for operation in spec.operations.values()
        for response in spec.responses(operation).values()
        for link in response.get("links", {}).values()
    }

    assert {name for name, row in OPERATIONS.items() if "{" in row[1]} <= reached


@pytest.mark.parametrize("name", [name for name in OPERATIONS if not name.startswith("auth_")])
def test_errors_of_every_documented_operation(spec: Spec, name: str) -> None:
    """Whatever needs a site owner answers 401 and 403; an id in the path adds 404, a body 400."""
    _, path, _, content_type = OPERATIONS[name]
    wanted = (
        {"401", "403"} | ({"404"} if "{" in path else set()) | ({"400"} if content_type else set())
    )

    assert wanted <= set(spec.operations[name].value["responses"])


@pytest.mark.parametrize("name", LISTS)
def test_pages(spec: Spec, name: str) -> None:
    """A list answers the envelope, or with `all` the whole set as an array (GEN-3, GEN-4)."""
    schema = spec.responses(spec.operations[name])["200"]["content"]["application/json"]["schema"]
    shapes = [spec.resolve(shape) for shape in schema.get("anyOf", [schema])]

    assert ["count", "next", "previous", "results"] == shapes[0]["required"]
    assert ("all" in QUERY[name]) == ("array" in [shape["type"] for shape in shapes])


@pytest.mark.parametrize(
    "name", [n for n, row in OPERATIONS.items() if row[3] == "multipart/form-data"]
)
def test_multipart(spec: Spec, name: str) -> None:
    """Arrays are repeated keys, and pictures say their content types."""
    media = spec.operations[name].value["requestBody"]["content"]["multipart/form-data"]
    encoding = media["encoding"]

    for field, schema in spec.resolve(media["schema"])["properties"].items():
        if schema.get("type") == "array":
            assert {"style": "form", "explode": True} == encoding[field]
        if field.endswith("_picture"):
            assert {"contentType": "image/jpeg, image/png, image/webp"} == encoding[field]


def test_requirements_are_those_of_the_catalogue(spec: Spec) -> None:
    """`x-requirements` name every requirement of the suite's catalogue and nothing else."""
    catalogue = (ROOT / "contract/siteowner_contract/requirements.yaml").read_text(encoding="utf-8")

    named = {
        requirement
        for operation in spec.operations.values()
        for requirement in operation.value["x-requirements"]
    }

    assert set(re.findall(r"^ *- id: ([A-Z]{3}-\d+)$", catalogue, re.MULTILINE)) == named


def test_assumed_is_said_of_what_the_documents_do_not_have(spec: Spec) -> None:
    """Paths, log-in, page parameters, ordering and answers that are not documented are marked."""
    document = spec.document
    marked = [
        *document["paths"].values(),
        spec.operations["auth_token_create"].value,
        spec.operations["auth_token_refresh"].value,
        document["components"]["parameters"]["Page"],
        document["components"]["parameters"]["PageSize"],
        spec.parameters(spec.operations["recharge_codes_list"])["ordering"],
        spec.responses(spec.operations["courses_update"])["200"],
        spec.responses(spec.operations["courses_partial_update"])["200"],
        spec.responses(spec.operations["courses_destroy"])["204"],
        document["components"]["schemas"]["Topic"],
        document["components"]["schemas"]["DecimalValue"],
        document["components"]["securitySchemes"]["jwt"],
    ]

    assert [True] * len(marked) == [element.get("x-assumed") for element in marked]


def test_has_no_yaml_surprises() -> None:
    """No merge keys, no tags: every YAML 1.2 reader sees the same document."""
    text = (ROOT / "openapi.yaml").read_text(encoding="utf-8")

    assert not re.search(r"<<:|!!|^\s*![a-z]", text, re.MULTILINE)
