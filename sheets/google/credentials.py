"""Who the mirror is at Google: a service account or an office account that once said yes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from google.auth.exceptions import GoogleAuthError
from google.oauth2.credentials import Credentials as UserCredentials
from google.oauth2.service_account import Credentials as ServiceCredentials

from sheets.google.sealed import KIND, unseal
from sheets.kept import MirrorError

# An office account shows the program only what the program made itself; Google asks for no review
# of such apps.
USER_SCOPES = ["https://www.googleapis.com/auth/drive.file"]
# A service account keeps files only in a shared drive that a person made and handed over, which
# `drive.file` may not
# see. It sees nothing but what was shared with it, whatever its scope.
SERVICE_SCOPES = ["https://www.googleapis.com/auth/drive"]
TOKENS = "https://oauth2.googleapis.com/token"
NEEDED = {
    "authorized_user": ("client_id", "client_secret", "refresh_token"),
    "service_account": ("client_email", "private_key"),
}


def read_credentials(given: str, key: str = "") -> dict[str, Any]:
    """The content of GOOGLE_CREDENTIALS, which is a path or the JSON itself, checked for what its
    kind needs.

    A sealed one is opened with `key`.
    """
    info = stored(given)
    if isinstance(info, dict) and info.get("type") == KIND:
        info = unseal(info, key)
    kind = info.get("type") if isinstance(info, dict) else None
    if kind not in NEEDED:
        raise wrong(
            f"GOOGLE_CREDENTIALS is of the type {kind!r}, not a service account or an authorised "
            "user. An OAuth client "
            "file is only half the way: run `raingan google login` with it."
        )
    lacking = [name for name in NEEDED[kind] if not info.get(name)]
    if lacking:
        raise wrong(f"GOOGLE_CREDENTIALS lacks {', '.join(lacking)}; download or make it anew.")
    return dict(info)


def stored(given: str) -> Any:  # noqa: ANN401 - whatever JSON it holds
    """What a path or JSON text holds, sealed or not."""
    text = given if given.lstrip().startswith("{") else read_file(Path(given).expanduser())
    try:
        return json.loads(text)
    except ValueError:
        raise wrong(
            "GOOGLE_CREDENTIALS is not JSON; give the path of the downloaded file, or its content."
        ) from None


def is_sealed(given: str) -> bool:
    """Whether the credentials are of no use to whoever finds them."""
    info = stored(given)
    return isinstance(info, dict) and info.get("type") == KIND


def read_file(path: Path) -> str:
    """The text of a credentials file."""
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise wrong(f"GOOGLE_CREDENTIALS names {path}, which cannot be read: {error}.") from error


def open_credentials(
    info: dict[str, Any], base: str | None = None
) -> UserCredentials | ServiceCredentials:
    """Credentials for Drive and Sheets alike; with `base` their tokens come from `<base>/token` and
    nowhere else.
    """
    tokens = f"{base.rstrip('/')}/token" if base else info.get("token_uri") or TOKENS
    info = {**info, "universe_domain": "googleapis.com", "token_uri": tokens}
    try:
        if (
            info["type"] == "authorized_user"
        ):  # the library's own reader of such files always asks Google's own address
            kept = {name: info[name] for name in (*NEEDED["authorized_user"], "token_uri")}
            return UserCredentials(None, scopes=USER_SCOPES, **kept)
        credentials = ServiceCredentials.from_service_account_info(info, scopes=SERVICE_SCOPES)
    except (ValueError, GoogleAuthError) as error:
        raise wrong(
            f"GOOGLE_CREDENTIALS cannot be used: {error}; download or make it anew."
        ) from error
    # Otherwise google-auth asks iamcredentials.googleapis.com in a thread of its own where the
    # account may be used.
    credentials._is_regional_access_boundary_lookup_required = lambda: False
    return credentials


def wrong(sentence: str) -> MirrorError:
    """The credentials themselves are unusable."""
    return MirrorError("credentials", False, sentence, pause=True)
