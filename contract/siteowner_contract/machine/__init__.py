"""A state machine that drives the SDK and the server together, against a model of the documents.

Hypothesis puts teachers, courses, codes and students' statuses in any order; after each step what
the server says, what the SDK makes of it and what the model expects must agree. Where they do not,
the steps are shrunk to a short script.
"""
