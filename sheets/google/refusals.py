"""What Google's refusals and the network's failures mean, and what a person can do about each. No
I/O.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

import requests
from google.auth.exceptions import GoogleAuthError, RefreshError, TransportError
from googleapiclient.errors import HttpError

from sheets.kept import MirrorError

BUSY = {
    "rateLimitExceeded",
    "userRateLimitExceeded",
    "sharingRateLimitExceeded",
    "RATE_LIMIT_EXCEEDED",
}
LINKS = {
    "publishOutNotPermitted",
    "shareOutNotPermitted",
    "domainPolicy",
    "cannotShareTeamDriveTopFolderWithAnyoneOrDomains",
}
SWITCHED_OFF = {"accessNotConfigured", "SERVICE_DISABLED"}
SCOPES = {"insufficientPermissions", "ACCESS_TOKEN_SCOPE_INSUFFICIENT"}

SENTENCES = {
    "busy": "Google asks for a pause: too many requests this minute. It goes on by itself.",
    "google_failed": "Google failed on its side. It goes on by itself.",
    "unreachable": "Google cannot be reached; look at this machine's network and proxy. It goes "
    "on by itself.",
    "token_dead": "Google no longer takes the stored sign-in: it was revoked, unused for half a "
    "year, or made by an "
    "app in testing mode, where sign-ins last 7 days. Publish the OAuth app, then run `raingan "
    "google login`.",
    "sign_in_refused": "Google does not take these credentials; make them anew with `raingan "
    "google login` "
    "or a new service-account key.",
    "no_service_storage": "A service account cannot keep files in My Drive. Make a shared drive, "
    "add the service "
    "account as Content manager, and set GOOGLE_DRIVE_FOLDER to its id; or sign in with an "
    "office account.",
    "storage_full": "The Google account's storage is full; free some room or buy more. It goes "
    "on by itself then.",
    "api_disabled": "The Google Drive API or Sheets API is not switched on for this project; "
    "enable both in Google "
    "Cloud. It goes on by itself then.",
    "scope_missing": "The sign-in does not allow Drive files; sign in again and allow it.",
    "links_forbidden": "The Workspace administrator forbids sharing this way; share with the "
    "domain or with nobody.",
    "no_access": "This account may not change the file or folder; give it write access.",
    "not_found": "Google does not show this file, folder or table to the program: it was "
    "deleted, or another account "
    "or sign-in made it. It has to be made anew.",
    "refused": "Google refused the request",
}
PAUSE = {
    "token_dead",
    "sign_in_refused",
    "no_service_storage",
    "storage_full",
    "api_disabled",
    "scope_missing",
}
RETRY = PAUSE | {
    "busy",
    "google_failed",
    "unreachable",
    "no_access",
}  # of one folder: others go on meanwhile


class Refusal(Exception):  # noqa: N818 - what Google said, before it is known what it means
    """An answer of Google's that is not a yes: the HTTP status, Google's reason word, its
    message.
    """

    def __init__(self, status: int, reason: str, message: str) -> None:
        super().__init__(f"{status} {reason}: {message}")
        self.status, self.reason, self.message = status, reason, message


def refusal(status: int, content: bytes) -> Refusal:
    """Reads either of Google's two error bodies; a page of HTML has no reason."""
    try:
        error = json.loads(content)["error"]
    except (ValueError, KeyError, TypeError):
        return Refusal(status, "", content[:200].decode("utf-8", "replace"))
    if not isinstance(error, dict):
        return Refusal(status, str(error), str(error))
    told = [
        one.get("reason")
        for one in [*error.get("errors", []), *error.get("details", [])]
        if one.get("reason")
    ]
    return Refusal(
        status, told[0] if told else str(error.get("status", "")), str(error.get("message", ""))
    )


def code_of(said: Refusal) -> str:
    """The mirror's own word for a refusal."""
    status, reason = said.status, said.reason
    if (status in {400, 403} and reason in LINKS) or "User message:" in said.message:
        return "links_forbidden"
    if status == 429 or reason in BUSY:
        return "busy"
    if status in {408, 425} or status >= 500:
        return "google_failed"
    if status == 401:
        return "sign_in_refused"
    if reason == "storageQuotaExceeded":
        return "no_service_storage" if "Service Account" in said.message else "storage_full"
    if reason in {"quotaExceeded", "dailyLimitExceeded"}:
        return "storage_full" if reason == "quotaExceeded" else "busy"
    if reason in SWITCHED_OFF:
        return "api_disabled"
    if reason in SCOPES or "insufficient authentication scopes" in said.message:
        return "scope_missing"
    return {403: "no_access", 404: "not_found", 410: "not_found"}.get(status, "refused")


def mirror_error(code: str, detail: str = "") -> MirrorError:
    """The error for a code of this file; `detail` is Google's own message where there is no better
    sentence.
    """
    sentence = SENTENCES[code] + (f": {detail}" if code == "refused" else "")
    return MirrorError(code, code in RETRY, sentence, pause=code in PAUSE)


@contextmanager
def understood() -> Iterator[None]:
    """Turns everything Google and the network may do to a call into the one error of this room."""
    try:
        yield
    except HttpError as error:
        said = refusal(int(error.resp.status), error.content)
        raise mirror_error(code_of(said), said.message) from error
    except Refusal as said:
        raise mirror_error(code_of(said), said.message) from said
    except RefreshError as error:
        raise mirror_error("google_failed" if error.retryable else "token_dead") from error
    except (TransportError, requests.RequestException, OSError) as error:
        raise mirror_error("unreachable") from error
    except GoogleAuthError as error:
        raise mirror_error("sign_in_refused") from error
