"""The token endpoint, and credentials files whose `token_uri` is the emulator."""

from __future__ import annotations

import base64
import json
import secrets
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs

from emulators.google import refusals
from emulators.google.calls import Call, reply
from emulators.google.state import DRIVE_FILE
from emulators.serving import Answer

LIFE = 3599
TESTING_LIFE = 604_799  # seven days, which is what an app in testing mode gets
JWT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
DEVICE_SCOPES = {
    "openid",
    "email",
    "profile",
    DRIVE_FILE,
    "https://www.googleapis.com/auth/drive.appdata",
}
DEVICE = "urn:ietf:params:oauth:grant-type:device_code"


def token(call: Call) -> Answer:
    """`refresh_token` and `jwt-bearer` grants; 400 `invalid_grant` when the grant is dead."""
    said = {name: values[0] for name, values in parse_qs(call.body.decode()).items()}
    grant = said.get("grant_type")
    if grant == DEVICE:
        return device_token(call, said)
    if call.google.grant_dead:
        return refusals.reply(
            400,
            {"error": "invalid_grant", "error_description": "Token has been expired or revoked."},
        )
    if grant == "refresh_token" and said.get("refresh_token"):
        kind, scope = (
            None if call.google.identity != "service_account" else "user",
            said.get("scope", ""),
        )
    elif grant == JWT and said.get("assertion", "").count(".") == 2:
        claims = payload(said["assertion"])
        kind, scope = str(claims.get("iss")), str(claims.get("scope", ""))
    else:
        return refusals.reply(
            400,
            {
                "error": "unsupported_grant_type",
                "error_description": f"Invalid grant_type: {grant}",
            },
        )
    account = call.google.account(kind, frozenset(scope.split()) or frozenset({DRIVE_FILE}))
    issued = f"ya29.{secrets.token_urlsafe(24)}"
    call.google.tokens[issued] = (account, call.google.clock.now() + timedelta(seconds=LIFE))
    return reply(
        {
            "access_token": issued,
            "expires_in": LIFE,
            "token_type": "Bearer",
            "scope": " ".join(account.scopes),
        }
    )


def device_code(call: Call) -> Answer:
    """A code for a device without a browser; only small scopes are allowed to it."""
    said = {name: values[0] for name, values in parse_qs(call.body.decode()).items()}
    if not said.get("client_id"):
        return refusals.reply(
            401, {"error": "invalid_client", "error_description": "The OAuth client was not found."}
        )
    if set(said.get("scope", "").split()) - DEVICE_SCOPES:
        return refusals.reply(
            400, {"error": "invalid_scope", "error_description": "Invalid device flow scope."}
        )
    code, secret = (
        "-".join(secrets.token_hex(2).upper() for _ in range(2)),
        secrets.token_urlsafe(24),
    )
    call.google.devices[secret] = code, "pending"
    answer = {"device_code": secret, "user_code": code, "expires_in": 1800, "interval": 5}
    return reply(answer | {"verification_url": f"{call.base}/device"})


def device_answer(call: Call) -> Answer:
    """A person's yes or no: `{"user_code": …, "allow": true}`."""
    said, verdict = call.json, "allowed" if call.json.get("allow", True) else "denied"
    found = [
        secret for secret, (code, _) in call.google.devices.items() if code == said.get("user_code")
    ]
    call.google.devices |= {secret: (str(said["user_code"]), verdict) for secret in found}
    return reply({"found": len(found)})


def device_token(call: Call, said: dict[str, str]) -> Answer:
    """A refresh token once the person said yes; until then 428."""
    _, verdict = call.google.devices.get(said.get("device_code", ""), ("", "unknown"))
    refused = {"pending": (428, "authorization_pending"), "denied": (403, "access_denied")}
    if verdict != "allowed":
        status, error = refused.get(verdict, (400, "invalid_grant"))
        return refusals.reply(status, {"error": error, "error_description": error})
    answer = {
        "access_token": f"ya29.{secrets.token_urlsafe(24)}",
        "expires_in": LIFE,
        "token_type": "Bearer",
    }
    answer |= {"refresh_token_expires_in": TESTING_LIFE} if call.google.app_in_testing else {}
    return reply(answer | {"refresh_token": f"1//{secrets.token_urlsafe(24)}", "scope": DRIVE_FILE})


def payload(assertion: str) -> dict[str, object]:
    """What a signed assertion claims; its signature is not checked."""
    part = assertion.split(".")[1]
    claims: dict[str, object] = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return claims


def authorized_user(address: str) -> dict[str, str]:
    """The content of an authorised-user file for the emulator at `address`."""
    return {
        "type": "authorized_user",
        "client_id": "123456789012-emulator.apps.googleusercontent.com",
        "client_secret": "no-secret",
        "refresh_token": "1//emulator",
        "token_uri": f"{address}/token",
        "universe_domain": "googleapis.com",
    }


def write_credentials(path: Path, address: str) -> Path:
    """Writes an authorised-user file for the emulator at `address`, readable by its owner only."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_text(json.dumps(authorized_user(address), indent=2), "utf-8")
    return path
