"""Django REST Framework's manners: fields, messages, errors, pages, filters and bodies."""
