# Made from openapi.yaml by `make generate`. Change that or codegen/, then make it again.

"""The resources with raw access: each loaded when it is first used."""
