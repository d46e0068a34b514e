"""`import siteowner_sdk` costs next to nothing: what a name needs is loaded at its first use."""

import ast
import inspect
import subprocess
import sys

import pytest

import siteowner_sdk

# What takes a tenth of a second and more to load, each, and what brings them along.
HEAVY = {"aiohttp", "asyncio", "httpx", "httpx2", "opentelemetry", "pydantic", "ssl"}


def test_import_alone_loads_nothing_heavy() -> None:
    """Neither the HTTP stack nor the models are loaded by a program that merely imports the SDK."""
    asked = f"import sys, siteowner_sdk; print(sorted({HEAVY!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert "[]\n" == done.stdout


def test_every_public_name_is_there() -> None:
    """The table of lazy names, `__all__` and what type checkers are told are the same."""
    told = {
        alias.name
        for block in ast.parse(inspect.getsource(siteowner_sdk)).body
        if isinstance(block, ast.If)
        for imported in block.body
        if isinstance(imported, ast.ImportFrom)
        for alias in imported.names
    }
    assert set(siteowner_sdk.__all__) == told
    assert told <= {name for name in dir(siteowner_sdk) if hasattr(siteowner_sdk, name)}


def test_unknown_name_is_refused_as_ever() -> None:
    """A misspelt name is an AttributeError that says so, and no ImportError of some module."""
    with pytest.raises(AttributeError, match="module 'siteowner_sdk' has no attribute 'SiteOwer'"):
        siteowner_sdk.SiteOwer  # type: ignore[attr-defined]  # noqa: B018
