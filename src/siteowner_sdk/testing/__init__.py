"""For those who test code that uses the SDK; needs `pip install 'siteowner-sdk[testing]'`.

With it pytest has the fixtures `siteowner` and `async_siteowner`, clients of a reference server
that runs in the test's own process and has data of its own; `siteowner_server`, that server; and
`siteowner_examples`, a router of respx that answers with the contract's examples.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .examples import example_response, example_router
    from .reference import ReferenceSeed, ReferenceServer, reference_server

__all__ = [
    "ReferenceSeed",
    "ReferenceServer",
    "example_response",
    "example_router",
    "reference_server",
]

# Loaded when it is first asked for: pytest imports this package in every project.
_MODULE_OF = {
    "ReferenceSeed": ".reference",
    "ReferenceServer": ".reference",
    "example_response": ".examples",
    "example_router": ".examples",
    "reference_server": ".reference",
}


if not TYPE_CHECKING:  # a type checker that sees it takes any name for a public one

    def __getattr__(name: str) -> object:
        """The public name, imported."""
        if name not in _MODULE_OF:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(_MODULE_OF[name], __name__), name)
