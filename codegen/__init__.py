"""Writes the generated part of the SDK from openapi.yaml. Development only, in no wheel."""
