"""How blocks that are data are read, and what reads the files that the project itself knows."""

import configparser
import json
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path

import yaml
from typer.testing import CliRunner

from siteowner_contract.known import read_known
from siteowner_contract.openapi import load_contract
from siteowner_contract.routes import read_routes
from siteowner_contract.settings import read_data
from siteowner_sdk.cli.app import app
from siteowner_sdk.cli.config import load_config
from siteowner_sdk.core.routes import load_routes


def read_contract_toml(file: Path) -> None:
    """Read a contract.toml as `siteowner contract run` does."""
    done = CliRunner().invoke(app, ["contract", "run", "--config", str(file), "--help"])
    assert 0 == done.exit_code, done.output
    read_data(tomllib.loads(file.read_text("utf-8")).get("data", {}))


def read_route_table(file: Path) -> None:
    """Read a route table as the SDK does, and as the suite does."""
    contract = load_contract()
    load_routes(file, {operation.id: operation.path for operation in contract.values()})
    read_routes(file, contract)


FORMATS: Mapping[str, Callable[[str], object]] = {
    "toml": tomllib.loads,
    "yaml": yaml.safe_load,
    "json": json.loads,
    "ini": lambda text: configparser.ConfigParser().read_string(text),
}
# Files by their name, whatever folder a page puts them into.
FILES: Mapping[str, Callable[[Path], object]] = {
    "config.toml": load_config,
    "contract.toml": read_contract_toml,
    "routes.toml": read_route_table,
    "known_failures.yaml": read_known,
}
# What is for the eye: output, and other languages, whose files have tests of their own.
READ_ONLY = {"text", "typescript", "html", "http", "dockerfile"}
