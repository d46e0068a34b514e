"""What the SDK shows of itself."""

import inspect
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

import siteowner_sdk
from siteowner_sdk import models, operations
from siteowner_sdk.core.model import Model
from siteowner_sdk.resources import AsyncResources, Resources

RESOURCES = (
    "teachers",
    "students",
    "courses",
    "assistants",
    "recharge_codes",
    "revenue",
    "dashboard",
)

METHODS = {
    "teachers": {"list", "all", "retrieve", "create", "replace", "update"},
    "students": {"list", "all", "retrieve", "update"},
    "courses": {"create", "replace", "update", "delete"},
    "assistants": {"list"},
    "recharge_codes": {"list", "create"},
    "revenue": {"overview", "course", "lecture", "students", "trends"},
    "dashboard": {"stats"},
}


def resource(name: str, prefix: str = "") -> type:
    """The class of a resource."""
    module = __import__(f"siteowner_sdk.resources.{name}", fromlist=["x"])
    found: type = getattr(module, prefix + "".join(word.capitalize() for word in name.split("_")))
    return found


def methods(cls: type) -> dict[str, Any]:
    """The public methods of a class."""
    return {name: value for name, value in vars(cls).items() if not name.startswith("_")}


def signatures(cls: type) -> Iterator[tuple[str, str]]:
    """Each method with its parameters."""
    for name, method in methods(cls).items():
        parameters = inspect.signature(method).parameters.values()
        yield name, ", ".join(str(parameter) for parameter in parameters)


def test_public_names() -> None:
    """The names of the package are those listed, and no other."""
    public = {
        name
        for name, value in vars(siteowner_sdk).items()
        if not name.startswith("_") and not inspect.ismodule(value)
    }

    assert set(siteowner_sdk.__all__) == public
    assert sorted(siteowner_sdk.__all__) == siteowner_sdk.__all__


def test_resources_and_their_methods() -> None:
    """The resources and methods are those of the design."""
    assert set(RESOURCES) == set(methods(Resources)) == set(methods(AsyncResources))
    assert METHODS == {name: set(methods(resource(name))) for name in RESOURCES}


@pytest.mark.parametrize("name", RESOURCES)
def test_threads_and_tasks_have_the_same_surface(name: str) -> None:
    """Each method has the same parameters in both worlds."""
    assert list(signatures(resource(name))) == list(signatures(resource(name, "Async")))


@pytest.mark.parametrize("name", RESOURCES)
def test_every_parameter_is_explicit(name: str) -> None:
    """Ids are positional, everything else by keyword, and nothing is collected."""
    for method in methods(resource(name)).values():
        for parameter in list(inspect.signature(method).parameters.values())[1:]:
            is_id = parameter.name.endswith("_id")
            expected = parameter.POSITIONAL_ONLY if is_id else parameter.KEYWORD_ONLY
            assert expected is parameter.kind


@pytest.mark.parametrize("name", RESOURCES)
def test_every_parameter_is_documented(name: str) -> None:
    """Each method says what it does, each parameter, its errors and its requirements."""
    for method in methods(resource(name)).values():
        documentation = inspect.getdoc(method) or ""
        for parameter in list(inspect.signature(method).parameters)[1:]:
            assert f"\n    {parameter}: " in documentation
        assert "\nRaises:\n" in documentation
        assert "\nRequirements: GEN-1" in documentation


def test_every_field_of_a_model_is_documented() -> None:
    """The docstring of a model describes each of its fields."""
    for model in vars(models).values():
        if inspect.isclass(model) and issubclass(model, Model) and model is not Model:
            for name in model.model_fields:
                assert f"\n    {name}: " in (inspect.getdoc(model) or "")


def test_operation_ids_are_unique() -> None:
    """The constants and the ids are the same words."""
    assert {operation.id.upper() for operation in operations.OPERATIONS} == {
        name for name in vars(operations) if name.isupper() and not name.endswith("_WHOLE")
    } - {"OPERATIONS"}
    assert 23 == len(operations.OPERATIONS)


@pytest.mark.parametrize("heavy", ["pydantic", "httpx"])
def test_importing_loads_nothing_heavy(heavy: str) -> None:
    """Pydantic and httpx load when they are first used."""
    code = f"import sys, siteowner_sdk; sys.exit({heavy!r} in sys.modules)"

    assert 0 == subprocess.run([sys.executable, "-c", code], check=False).returncode
