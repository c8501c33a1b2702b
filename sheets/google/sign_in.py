"""Signing an office account in from a machine without a browser: a code here, a yes on any
telephone.

Google's flow for limited-input devices:
https://developers.google.com/identity/protocols/oauth2/limited-input-device
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import requests

from sheets.google.credentials import USER_SCOPES, read_file, wrong
from sheets.google.refusals import understood
from sheets.kept import MirrorError

GOOGLE = "https://oauth2.googleapis.com"
GRANT = "urn:ietf:params:oauth:grant-type:device_code"
TIMEOUT = (5.0, 60.0)  # seconds to connect, seconds of silence


@dataclass(frozen=True)
class Invitation:
    """What a person does: opens `address` on any device and types `code`, within `seconds`."""

    code: str
    address: str
    seconds: int
    interval: int
    device_code: str


@dataclass(frozen=True)
class Client:
    """The office's own OAuth client, of the type "TVs and Limited Input devices"."""

    id: str
    secret: str
    base: str


def read_client(given: str, base: str | None = None) -> Client:
    """The client from the file Google Cloud hands down, by path or as its JSON; `base` is where
    Google is.
    """
    try:
        said = json.loads(
            given if given.lstrip().startswith("{") else read_file(Path(given).expanduser())
        )
        kind = said.get("installed") or said.get("web") or said
        return Client(
            str(kind["client_id"]), str(kind["client_secret"]), (base or GOOGLE).rstrip("/")
        )
    except (ValueError, KeyError, AttributeError, TypeError):
        raise wrong(
            "This is no OAuth client file. In Google Cloud make an OAuth client of the type 'TVs "
            "and Limited Input "
            "devices' and download its JSON."
        ) from None


def invite(client: Client) -> Invitation:
    """Asks Google for a code that a person confirms."""
    said = post(client, "/device/code", {"client_id": client.id, "scope": " ".join(USER_SCOPES)})
    if "device_code" not in said:
        raise wrong(
            f"Google does not take this OAuth client ({said.get('error', 'no reason given')}); "
            "check its type."
        )
    address = said.get("verification_url") or said.get("verification_uri", "")
    return Invitation(
        str(said["user_code"]),
        str(address),
        int(said["expires_in"]),
        int(said.get("interval", 5)),
        said["device_code"],
    )


def wait_for_yes(
    client: Client, invitation: Invitation, sleep: Callable[[float], None], now: datetime
) -> dict[str, str]:
    """Asks every few seconds until the person said yes; the answer is an authorised-user file's
    content.

    Where Google gives the sign-in an end (an app in testing mode: seven days), `ends_at` says when.
    MirrorError `sign_in_denied` for a no, `sign_in_expired` when nobody came.
    """
    for interval in paces(invitation):
        sleep(interval.seconds)
        said = post(client, "/token", question(client, invitation))
        if "refresh_token" in said:
            known = {
                "client_id": client.id,
                "client_secret": client.secret,
                "refresh_token": str(said["refresh_token"]),
            }
            lasts = said.get("refresh_token_expires_in")
            end = {"ends_at": (now + timedelta(seconds=int(lasts))).isoformat()} if lasts else {}
            return {"type": "authorized_user", **known, **end}
        interval.heed(str(said.get("error", "")))
    raise MirrorError(
        "sign_in_expired",
        True,
        "Nobody confirmed the code in time; start `raingan google login` again.",
    )


def question(client: Client, invitation: Invitation) -> dict[str, str]:
    """Did they say yes?"""
    known = {
        "client_id": client.id,
        "client_secret": client.secret,
        "device_code": invitation.device_code,
    }
    return {**known, "grant_type": GRANT}


@dataclass
class Pace:
    """How long to wait before asking again."""

    seconds: int

    def heed(self, error: str) -> None:
        """Goes slower when Google says so; ends at a no."""
        if error == "slow_down":
            self.seconds += 5
        elif error == "access_denied":
            raise MirrorError(
                "sign_in_denied", False, "The person refused; the office account has to say yes."
            )
        elif error != "authorization_pending":
            raise wrong(
                f"Google ended the sign-in ({error or 'no reason given'}); start `raingan google "
                "login` again."
            )


def paces(invitation: Invitation) -> Iterator[Pace]:
    """One pace, until the invitation has run out."""
    pace, waited = Pace(invitation.interval), 0
    while waited < invitation.seconds:
        waited += pace.seconds
        yield pace


def post(client: Client, path: str, form: dict[str, str]) -> dict[str, Any]:
    """One form to Google's sign-in; its refusals are answers too."""
    with understood(), requests.Session() as session:
        session.trust_env = client.base == GOOGLE
        answer = session.post(client.base + path, data=form, timeout=TIMEOUT)
        if answer.status_code >= 500:
            raise MirrorError(
                "google_failed", True, "Google's sign-in failed on its side; try again in a minute."
            )
        said = answer.json()
        return said if isinstance(said, dict) else {}
