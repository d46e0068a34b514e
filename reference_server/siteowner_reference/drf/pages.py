"""Django's own HTML pages, for what never reaches the API."""

PAGE = """
<!doctype html>
<html lang="en">
<head>
  <title>{title}</title>
</head>
<body>
  <h1>{title}</h1><p>{text}</p>
</body>
</html>
"""

PAGES = {
    400: PAGE.format(title="Bad Request (400)", text=""),
    404: PAGE.format(
        title="Not Found", text="The requested resource was not found on this server."
    ),
    413: PAGE.format(title="Request Entity Too Large", text=""),
    500: PAGE.format(title="Server Error (500)", text=""),
}
