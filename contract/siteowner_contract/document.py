"""openapi.yaml as it holds at one server, for a generator of cases."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from siteowner_contract.examples import callable_operations
from siteowner_contract.openapi import JSON, METHODS

if TYPE_CHECKING:
    from siteowner_contract.session import Session


def document_at(session: Session, *, write: bool) -> JSON:
    """The contract with the server's own paths, and of its operations those that may be called.

    Args:
        session: Where the server is; its credentials are not the generator's business.
        write: Whether operations that write may be called.
    """
    document = copy.deepcopy(session.contract.document)
    document.pop("security", None)
    paths: dict[str, JSON] = {}
    for operation in callable_operations(session.contract, write=write):
        item = document["paths"][session.contract[operation].path]
        method = session.contract[operation].method.lower()
        shared = {"parameters": item["parameters"]} if "parameters" in item else {}
        paths.setdefault(session.routes.templates[operation], shared)[method] = item[method]
    _drop_links_that_lead_nowhere(paths)
    return {**document, "paths": paths}


def _drop_links_that_lead_nowhere(paths: dict[str, JSON]) -> None:
    """Where only reads are left, links to writes would be errors of the document."""
    definitions = [item[method] for item in paths.values() for method in METHODS if method in item]
    there = {definition["operationId"] for definition in definitions}
    for definition in definitions:
        for response in definition["responses"].values():
            links = response.get("links", {})
            for name in [name for name, link in links.items() if link["operationId"] not in there]:
                del links[name]
