"""The settings of the running program, from the environment: each with its meaning and its
default.
"""

from pathlib import Path
from typing import Literal

from pydantic import AliasChoices, Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from forms.limits import USUAL, Limits

LINE_API = "https://api.line.me"
LINE_DATA_API = "https://api-data.line.me"


class SettingsError(ValueError):
    """Settings that are missing or cannot be used, all of them at once."""


class Settings(BaseSettings):
    """One attribute a variable; the name in capitals is the variable's."""

    model_config = SettingsConfigDict(extra="ignore", frozen=True, env_ignore_empty=True)

    database_url: str = "sqlite:///var/raingan.db"
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
    mirror_dir: Path = Path("var/mirror")
    raingan_now: str = ""
    retention_days: int = Field(default=3650, ge=1)
    form_repeat_rows: int = Field(default=USUAL.repeat_rows, ge=1, le=5_000)
    form_survey_rows: int = Field(default=USUAL.survey_rows, ge=1, le=20_000)
    form_list_rows: int = Field(default=USUAL.list_rows, ge=1, le=200_000)
    port: int = Field(default=8000, validation_alias=AliasChoices("PORT"))
    log_level: str = "INFO"
    log_format: str = ""

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
        needed = {
            "LINE_CHANNEL_SECRET": self.line_channel_secret,
            "LINE_CHANNEL_ACCESS_TOKEN": self.line_channel_access_token,
        }
        missing = [name for name, value in needed.items() if not value]
        if missing:
            raise SettingsError(
                f"these settings are missing: {', '.join(missing)} (see the README, “Settings”)"
            )
