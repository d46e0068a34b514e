"""The settings: a plain Django REST Framework project, as the API documents let one expect.

Environment: `DATABASE_URL` (`sqlite:///django.sqlite3`), `MEDIA_ROOT` (`django_media`),
`SECRET_KEY`, which also signs the tokens. Where the documents leave room, a backend may be another:
`ALL_SHAPE` is the shape of `all=true`, `array` or `page`; `COERCE_DECIMAL_TO_STRING=false` sends
plain decimals as numbers; `LANGUAGE_CODE` is the language of the texts.
"""

import os
from datetime import timedelta
from pathlib import Path

from config.databases import database

SECRET_KEY = os.environ.get("SECRET_KEY", "for development and tests alone: tokens can be forged")
DEBUG = False
ALLOWED_HOSTS = ["*"]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django_filters",
    "rest_framework",
    "accounts",
    "people",
    "courses",
]
# No migrations: `migrate --run-syncdb` makes the tables as the models are.
MIGRATION_MODULES = {"auth": None, "contenttypes": None}

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
ASGI_APPLICATION = "config.asgi.application"

DATABASES = {"default": database(os.environ.get("DATABASE_URL", "sqlite:///django.sqlite3"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = os.environ.get("LANGUAGE_CODE", "en")
TIME_ZONE = "Africa/Cairo"
USE_TZ = True

MEDIA_ROOT = Path(os.environ.get("MEDIA_ROOT", "django_media"))
MEDIA_URL = "/media/"

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework_simplejwt.authentication.JWTAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["accounts.permissions.IsSiteOwner"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["config.parsers.JSONParser"],
    "DEFAULT_PAGINATION_CLASS": "config.pagination.PageNumberPagination",
    "EXCEPTION_HANDLER": "config.exceptions.exception_handler",
    "COERCE_DECIMAL_TO_STRING": os.environ.get("COERCE_DECIMAL_TO_STRING", "true") == "true",
}
ALL_SHAPE = os.environ.get("ALL_SHAPE", "array")
SIMPLE_JWT = {
    "ACCESS_TOKEN_LIFETIME": timedelta(minutes=30),
    "REFRESH_TOKEN_LIFETIME": timedelta(days=1),
}
