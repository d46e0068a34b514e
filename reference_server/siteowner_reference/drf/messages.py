"""Every text that Django REST Framework says about a value, in one table."""

MESSAGES = {
    "required": "This field is required.",
    "null": "This field may not be null.",
    "blank": "This field may not be blank.",
    "null_characters": "Null characters are not allowed.",
    "surrogate_characters": "Surrogate characters are not allowed: U+{code_point:X}.",
    "no_data": "No data provided",
    "not_a_dictionary": "Invalid data. Expected a dictionary, but got {type}.",
    "not_a_list": 'Expected a list of items but got type "{type}".',
    "empty_list": "This list may not be empty.",
    "not_a_string": "Not a valid string.",
    "max_length": "Ensure this field has no more than {limit} characters.",
    "boolean": "Must be a valid boolean.",
    "number": "A valid number is required.",
    "too_large": "String value too large.",
    "max_digits": "Ensure that there are no more than {limit} digits in total.",
    "max_decimal_places": "Ensure that there are no more than {limit} decimal places.",
    "max_whole_digits": (
        "Ensure that there are no more than {limit} digits before the decimal point."
    ),
    "min_value": "Ensure this value is greater than or equal to {limit}.",
    "datetime": (
        "Datetime has wrong format. Use one of these formats instead: "
        "YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z]."
    ),
    "datetime_overflow": "Datetime value out of range.",
    "choice": '"{value}" is not a valid choice.',
    "email": "Enter a valid email address.",
    "url": "Enter a valid URL.",
    "no_such_pk": 'Invalid pk "{value}" - object does not exist.',
    "pk_type": "Incorrect type. Expected pk value, received {type}.",
    "not_a_file": ("The submitted data was not a file. Check the encoding type on the form."),
    "empty_file": "The submitted file is empty.",
    "file_size": "Ensure this file has at most {limit} MiB (it has {size} bytes).",
    "pixels": "Ensure this picture has at most {limit} pixels.",
    "image": (
        "Upload a valid image. The file you uploaded was either not an image or a corrupted image."
    ),
    "query_number": "Enter a number.",
    "query_choice": "Select a valid choice. {value} is not one of the available choices.",
    "query_date": "Enter a valid date.",
}


def message(code: str, **values: object) -> str:
    """Gives the text of `code` with its values filled in."""
    return MESSAGES[code].format(**values)
