"""The settings of the running program, from the environment: each with its meaning and its
default.
"""

import os
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AliasChoices, BeforeValidator, Field, ValidationError, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.store.addresses import bucket_of, kind_of
from forms.limits import USUAL, Limits

LINE_API = "https://api.line.me"
LINE_DATA_API = "https://api-data.line.me"
CHANNEL = ("LINE_CHANNEL_SECRET", "LINE_CHANNEL_ACCESS_TOKEN")


class SettingsError(ValueError):
    """Settings that are missing or cannot be used, all of them at once."""


class Settings(BaseSettings):
    """One attribute a variable; the name in capitals is the variable's."""

    model_config = SettingsConfigDict(extra="ignore", frozen=True, env_ignore_empty=True)

    database_url: str = "sqlite:///var/raingan.db"
    spool_url: str = ""
    line_channel_secret: str = ""
    line_channel_access_token: str = ""
    line_api_base: str = LINE_API
    line_data_api_base: str = LINE_DATA_API
    google_credentials: str = ""
    google_api_base: str = ""
    google_drive_folder: str = ""
    google_spreadsheet: str = ""
    google_sharing: Literal["none", "domain", "anyone"] = "none"
    google_sharing_domain: str = ""
    google_key: str = ""
    check_links: bool = False
    openrosa_server: str = ""
    openrosa_user: str = ""
    openrosa_password: str = ""
    public_url: str = ""
    proxies: int = Field(default=1, ge=0, le=9)
    liff_id: str = Field(default="", pattern=r"^[A-Za-z0-9-]*$")
    metrics_token: str = ""
    mirror_dir: Path = Path("var/mirror")
    raingan_now: str = ""
    retention_days: int = Field(default=3650, ge=1)
    form_repeat_rows: int = Field(default=USUAL.repeat_rows, ge=1, le=5_000)
    form_survey_rows: int = Field(default=USUAL.survey_rows, ge=1, le=20_000)
    form_list_rows: int = Field(default=USUAL.list_rows, ge=1, le=200_000)
    port: int = Field(default=8000, validation_alias=AliasChoices("PORT"))
    log_level: Annotated[
        Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"], BeforeValidator(str.upper)
    ] = "INFO"
    log_format: Literal["", "json", "console"] = ""

    @field_validator("database_url")
    @classmethod
    def _names_a_database(cls, address: str) -> str:
        kind_of(address)
        return address

    @field_validator("spool_url")
    @classmethod
    def _names_a_bucket(cls, address: str) -> str:
        if address:
            bucket_of(address)
        return address

    @property
    def form_limits(self) -> Limits:
        """How much a form that is brought from now on may hold."""
        return Limits(self.form_repeat_rows, self.form_survey_rows, self.form_list_rows)

    @property
    def talks_to_line_itself(self) -> bool:
        return self.line_api_base.rstrip("/") == LINE_API

    def check_sharing(self) -> None:
        """Raises SettingsError when folders are to be shared with a domain that is not named."""
        if self.google_sharing == "domain" and "." not in self.google_sharing_domain:
            raise SettingsError(
                "GOOGLE_SHARING is domain: set GOOGLE_SHARING_DOMAIN as well, e.g. moi.go.th"
            )

    def need_channel(self) -> None:
        """Raises SettingsError that names every setting without which nobody can be answered."""
        if missing := missing_channel(self.line_channel_secret, self.line_channel_access_token):
            raise SettingsError(missing)


def missing_channel(secret: str, token: str) -> str:
    """Which of the two is missing, as a sentence; "" where both are there."""
    names = [name for name, value in zip(CHANNEL, (secret, token), strict=True) if not value]
    missing = f"these settings are missing: {', '.join(names)} (see the README, “Settings”)"
    return missing if names else ""


def read_settings(*, channel: bool = False) -> Settings:
    """The settings of the environment; SettingsError with a line for each that cannot be used, and
    with `channel` for what is missing of it as well.
    """
    try:
        found, problems = Settings(), []
    except ValidationError as error:
        found, problems = None, [_sentence(each) for each in error.errors()]
    if channel:
        told = [os.environ.get(name, "") for name in CHANNEL]
        missing = missing_channel(*told)
        problems += [missing] if missing else []
    if found is None or problems:
        raise SettingsError("\n".join(problems))
    return found


def _sentence(problem: ErrorDetails) -> str:
    """The name of the setting and what is wrong with it, never its value: it may be a secret."""
    name = ".".join(map(str, problem["loc"])).upper()
    return f"{name}: {problem['msg'].removeprefix('Value error, ')}"
