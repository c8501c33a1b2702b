"""How Google says no: Drive's error body, Sheets' error body, and the refusals both know."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

from emulators.serving import Answer

JSON = "application/json; charset=UTF-8"
STATUS_NAMES = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    409: "ABORTED",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    501: "UNIMPLEMENTED",
    503: "UNAVAILABLE",
    504: "DEADLINE_EXCEEDED",
}
SERVICE_QUOTA = (
    "Service Accounts do not have storage quota. Leverage shared drives "
    "(https://developers.google.com/workspace/drive/api/guides/about-shareddrives), or use OAuth "
    "delegation "
    "(http://support.google.com/a/answer/7281227) instead."
)
DRIVE_MESSAGES = {
    "storageQuotaExceeded": "The user's Drive storage quota has been exceeded.",
    "userRateLimitExceeded": "User Rate Limit Exceeded. Rate of requests for user exceed "
    "configured project quota. "
    "You may consider re-evaluating expected per-user traffic to the API and adjust project "
    "quota limits accordingly.",
    "rateLimitExceeded": "Rate Limit Exceeded",
    "accessNotConfigured": "Google Drive API has not been used in project 123456789012 before or "
    "it is disabled.",
    "insufficientFilePermissions": "The user does not have sufficient permissions for this file.",
    "publishOutNotPermitted": "The user is not permitted to publish this item outside of the "
    "domain.",
    "authError": "Invalid Credentials",
    "backendError": "Backend Error",
}
USAGE = {
    "storageQuotaExceeded",
    "userRateLimitExceeded",
    "rateLimitExceeded",
    "accessNotConfigured",
}
DRIVE_REASONS = {
    401: "authError",
    403: "userRateLimitExceeded",
    404: "notFound",
    429: "rateLimitExceeded",
}
SHEETS_MESSAGES = {
    403: "The caller does not have permission",
    404: "Requested entity was not found.",
    500: "Internal error encountered.",
    503: "The service is currently unavailable.",
}
HTML = (
    "<!DOCTYPE html><html lang=en><title>Error 503 (Service Unavailable)!!1</title><p>That’s all "
    "we know.</p>"
)


class Refused(Exception):  # noqa: N818 - reads as what happened
    """The request ends here with this answer."""

    def __init__(
        self, status: int, body: dict[str, Any], headers: list[tuple[str, str]] | None = None
    ) -> None:
        super().__init__(str(body))
        self.answer = reply(status, body, headers)


def reply(status: int, body: object, headers: list[tuple[str, str]] | None = None) -> Answer:
    """A JSON answer."""
    text = json.dumps(body, ensure_ascii=False).encode()
    return line(status), [("Content-Type", JSON), *(headers or [])], text


def empty(status: int, headers: list[tuple[str, str]] | None = None) -> Answer:
    """An answer without a body."""
    return line(status), headers or [], b""


def line(status: int) -> str:
    """ "404 Not Found"; 308 is Drive's own Resume Incomplete."""
    return f"{status} {'Resume Incomplete' if status == 308 else HTTPStatus(status).phrase}"


def drive(status: int, reason: str, message: str = "", **more: str) -> Refused:
    """Drive's shape: an `errors` list with domain and reason."""
    said = message or DRIVE_MESSAGES.get(reason, HTTPStatus(status).phrase)
    one = {
        "message": said,
        "domain": "usageLimits" if reason in USAGE else "global",
        "reason": reason,
        **more,
    }
    return Refused(status, {"error": {"code": status, "message": said, "errors": [one]}})


def file_not_found(id: str) -> Refused:
    """404 for a file that is not there, and for one the caller may not see."""
    return drive(
        404, "notFound", f"File not found: {id}.", location="fileId", locationType="parameter"
    )


def sheets(status: int, message: str = "", details: list[dict[str, Any]] | None = None) -> Refused:
    """Sheets' shape: a status word and perhaps details, no `errors`."""
    said = message or SHEETS_MESSAGES.get(status, HTTPStatus(status).phrase)
    error: dict[str, Any] = {
        "code": status,
        "message": said,
        "status": STATUS_NAMES.get(status, "UNKNOWN"),
    }
    return Refused(status, {"error": error | ({"details": details} if details else {})})


def over_quota(kind: str) -> Refused:
    """429 of Sheets; `kind` is Read or Write."""
    metric, limit = f"{kind} requests", f"{kind}RequestsPerMinutePerUser"
    message = (
        f"Quota exceeded for quota metric '{metric}' and limit '{metric} per minute per user' of "
        "service "
        "'sheets.googleapis.com' for consumer 'project_number:123456789012'."
    )
    metadata = {
        "service": "sheets.googleapis.com",
        "quota_limit": limit,
        "quota_metric": f"sheets.googleapis.com/{kind.lower()}_requests",
        "consumer": "projects/123456789012",
    }
    info = "type.googleapis.com/google.rpc.ErrorInfo"
    detail = {
        "@type": info,
        "reason": "RATE_LIMIT_EXCEEDED",
        "domain": "googleapis.com",
        "metadata": metadata,
    }
    return sheets(429, message, [detail])


def of_status(status: int, reason: str, path: str) -> Answer:
    """The answer the service behind `path` gives with this status, for trouble on order; reason
    `html` is a page.
    """
    if reason == "html":
        return line(status), [("Content-Type", "text/html; charset=UTF-8")], HTML.encode()
    if path == "/token":
        return reply(
            status, {"error": reason or ("invalid_grant" if status == 400 else "internal_failure")}
        )
    if path.startswith("/v4/"):
        if status == 429 or reason in {
            "userRateLimitExceeded",
            "rateLimitExceeded",
        }:  # Sheets says both with 429
            return over_quota(reason if reason in {"Read", "Write"} else "Read").answer
        if reason == "accessNotConfigured":
            info = {
                "@type": "type.googleapis.com/google.rpc.ErrorInfo",
                "reason": "SERVICE_DISABLED",
            }
            return sheets(status, DRIVE_MESSAGES[reason], [info]).answer
        return sheets(status, reason).answer
    return drive(status, reason or DRIVE_REASONS.get(status, "backendError")).answer
