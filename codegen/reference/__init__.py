"""The pages of the documentation that are made from what they describe.

They look at all three packages, which none of these may do itself.
"""
