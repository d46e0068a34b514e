"""The quick start of `[validation]`: what is asked and answered is held against openapi.yaml."""

import sys

from siteowner_sdk import SiteOwner
from siteowner_sdk.validation import raise_on_violation, validated

base_url, password = sys.argv[1:]

owner = SiteOwner(base_url, username="owner", password=password)
with validated(owner, on_violation=raise_on_violation) as client:
    sys.stdout.write(f"{client.dashboard.stats().total_students} students\n")
