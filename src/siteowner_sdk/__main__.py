"""`python -m siteowner_sdk` is the command `siteowner`."""

from siteowner_sdk.cli import main

main()
