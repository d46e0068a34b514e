"""What the SDK shows of itself."""

import inspect
import subprocess
import sys
from importlib import import_module
from typing import Any

import pytest

from siteowner_sdk import AsyncPage, AsyncSiteOwner, Page, SiteOwner, models, operations
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


def resource(name: str, prefix: str = "", suffix: str = "") -> type:
    """The class of a resource."""
    package = "siteowner_sdk.resources.raw" if suffix else "siteowner_sdk.resources"
    class_name = "".join(word.capitalize() for word in name.split("_"))
    found: type = getattr(import_module(f"{package}.{name}"), f"{prefix}{class_name}{suffix}")
    return found


def members(cls: type) -> dict[str, Any]:
    """The public names that a class defines itself."""
    return {name: value for name, value in vars(cls).items() if not name.startswith("_")}


def methods(cls: type) -> dict[str, Any]:
    """Its public methods."""
    return {name: value for name, value in members(cls).items() if inspect.isfunction(value)}


def surface(cls: type) -> dict[str, str]:
    """Each public name, inherited ones too, with its parameters."""
    return {
        name: ", ".join(map(str, inspect.signature(value).parameters.values()))
        if inspect.isfunction(value)
        else type(value).__name__
        for base in reversed(cls.__mro__[:-1])
        for name, value in members(base).items()
    }


def gives(method: Any) -> str:
    """What a method gives, as its annotation says; a listing is awaited for a page."""
    annotation = str(inspect.signature(method).return_annotation)
    return annotation.replace("AsyncListing[", "Page[").replace("AsyncPage[", "Page[")


def test_resources_and_their_methods() -> None:
    """The resources and methods are those of the design."""
    assert set(RESOURCES) == set(members(Resources)) == set(members(AsyncResources))
    assert METHODS == {name: set(methods(resource(name))) for name in RESOURCES}


@pytest.mark.parametrize("name", RESOURCES)
@pytest.mark.parametrize("suffix", ["", "WithRawResponse"])
def test_threads_and_tasks_have_the_same_surface(name: str, suffix: str) -> None:
    """Both worlds have the same names with the same parameters, in the same order."""
    assert list(surface(resource(name, "", suffix)).items()) == list(
        surface(resource(name, "Async", suffix)).items()
    )


@pytest.mark.parametrize("name", RESOURCES)
@pytest.mark.parametrize("suffix", ["", "WithRawResponse"])
def test_threads_and_tasks_give_the_same(name: str, suffix: str) -> None:
    """A task gives what a thread gives, but for pages, which walk on in their own world."""
    in_threads, in_tasks = (methods(resource(name, prefix, suffix)) for prefix in ("", "Async"))
    for method in in_threads:
        assert gives(in_threads[method]) == gives(in_tasks[method])


@pytest.mark.parametrize("name", RESOURCES)
def test_threads_and_tasks_are_documented_alike(name: str) -> None:
    """A docstring differs in nothing but how a list is iterated over."""
    in_threads, in_tasks = (methods(resource(name, prefix)) for prefix in ("", "Async"))
    for method in in_threads.keys() - {"list"}:
        assert inspect.getdoc(in_threads[method]) == inspect.getdoc(in_tasks[method])


@pytest.mark.parametrize("name", RESOURCES)
def test_raw_access_has_the_same_methods(name: str) -> None:
    """Each documented operation can be had raw, with the same parameters."""
    plain, raw = methods(resource(name)), methods(resource(name, "", "WithRawResponse"))

    assert list(plain) == list(raw)
    for method in plain:
        assert list(inspect.signature(plain[method]).parameters.values()) == list(
            inspect.signature(raw[method]).parameters.values()
        )
        assert f"RawResponse[{gives(plain[method])}]" == gives(raw[method])


@pytest.mark.parametrize(("sync", "is_async"), [(SiteOwner, AsyncSiteOwner), (Page, AsyncPage)])
def test_clients_and_pages_have_the_same_surface(sync: type, is_async: type) -> None:
    """What a client and a page can do is the same in both worlds."""
    assert set(surface(sync)) == set(surface(is_async))


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
