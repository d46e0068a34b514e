"""Letter case, folded here and not by the databases, which each do it their own way."""


def fold(text: str) -> str:
    """Gives a text as it is compared where letter case does not count."""
    return text.casefold()


def search_text(*fields: str) -> str:
    """Gives the column that a search looks in: all fields, a line each, so no word spans two."""
    return fold("\n".join(fields))
