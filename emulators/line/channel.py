"""The webhook's address and the channel's tokens (LINE's reference: "Webhook settings", "Channel
access token").
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from emulators.line import naming, webhook
from emulators.line.calls import Answer, Call, Refusal, Route

SHORT, STATELESS = timedelta(days=30), timedelta(minutes=15)
LONGEST = 500


def put_endpoint(call: Call) -> Answer:
    """Sets the webhook's address: https, up to 500 characters; http is taken for this machine
    only.
    """
    told = call.json().get("endpoint")
    call.line.webhook = checked(told)
    return Answer()


def get_endpoint(call: Call) -> Answer:
    """Where the webhook is."""
    if not call.line.webhook:
        raise Refusal(404, "Webhook endpoint not found")
    return Answer({"endpoint": call.line.webhook, "active": True})


def test_endpoint(call: Call) -> Answer:
    """Posts an empty list of events to the webhook and says how that went."""
    told = call.json() if call.request.get_data() else {}
    url = checked(told["endpoint"]) if told.get("endpoint") else call.line.webhook
    if not url:
        raise Refusal(404, "Webhook endpoint not found")
    went = webhook.post(call.line, [], to=url)
    reason, detail = outcome(went)
    moment = call.line.clock.now().isoformat(timespec="milliseconds")
    told = {"success": reason == "OK", "timestamp": moment, "statusCode": went.status or 0}
    return Answer(told | {"reason": reason, "detail": detail})


def outcome(went: webhook.Delivery) -> tuple[str, str]:
    """LINE's word for how a delivery went, and its detail."""
    if went.status is None:
        timeout = "Timeout" in went.trouble
        return (
            ("REQUEST_TIMEOUT", "Request timeout")
            if timeout
            else ("COULD_NOT_CONNECT", went.trouble)
        )
    return ("OK", "200") if 200 <= went.status < 300 else ("ERROR_STATUS_CODE", str(went.status))


def checked(url: object) -> str:
    """The address, if LINE would take it."""
    local = isinstance(url, str) and url.startswith("http://127.0.0.1")
    if not isinstance(url, str) or len(url) > LONGEST or not (url.startswith("https://") or local):
        raise Refusal(400, "Invalid webhook endpoint URL")
    return url


def issue(call: Call, life: timedelta, **more: object) -> Answer:
    """A new token for the channel's id and secret."""
    form = call.request.form
    by_secret = form.get("client_secret") == call.line.secret and bool(form.get("client_id"))
    if form.get("grant_type") != "client_credentials":
        raise Refusal(
            400, "", error="unsupported_grant_type", error_description="invalid grant_type"
        )
    if not by_secret and not form.get("client_assertion"):
        raise Refusal(400, "", error="invalid_client", error_description="invalid client_secret")
    token = naming.token()
    with call.line.lock:
        call.line.issued_tokens[token] = call.line.clock.now() + life
    told = {"access_token": token, "expires_in": int(life.total_seconds()), "token_type": "Bearer"}
    return Answer(told | more)


def short_lived(call: Call) -> Answer:
    """POST /v2/oauth/accessToken: 30 days."""
    return issue(call, SHORT)


def by_assertion(call: Call) -> Answer:
    """POST /oauth2/v2.1/token: by a signed assertion, whose signature is not looked at here."""
    return issue(call, SHORT, key_id=naming.token()[:22])


def stateless(call: Call) -> Answer:
    """POST /oauth2/v3/token: 15 minutes, cannot be revoked."""
    return issue(call, STATELESS)


def verify(call: Call) -> Answer:
    """How long a token still lives."""
    given = call.request.values.get("access_token", "")
    left: Any = call.line.issued_tokens.get(given)
    if given != call.line.token and (left is None or left < call.line.clock.now()):
        raise Refusal(400, "", error="invalid_request", error_description="invalid access token")
    seconds = (
        int((left - call.line.clock.now()).total_seconds()) if left else int(SHORT.total_seconds())
    )
    return Answer(
        {"client_id": "1234567890", "expires_in": seconds, "scope": "profile chat_message.write"}
    )


def revoke(call: Call) -> Answer:
    """Ends a token; one that is not known is fine."""
    with call.line.lock:
        call.line.issued_tokens.pop(call.request.form.get("access_token", ""), None)
    return Answer(b"")


ROUTES: list[Route] = [
    ("PUT", "/v2/bot/channel/webhook/endpoint", put_endpoint),
    ("GET", "/v2/bot/channel/webhook/endpoint", get_endpoint),
    ("POST", "/v2/bot/channel/webhook/test", test_endpoint),
    ("POST", "/v2/oauth/accessToken", short_lived),
    ("POST", "/v2/oauth/verify", verify),
    ("POST", "/v2/oauth/revoke", revoke),
    ("POST", "/oauth2/v2.1/token", by_assertion),
    ("GET", "/oauth2/v2.1/verify", verify),
    ("POST", "/oauth2/v2.1/revoke", revoke),
    ("POST", "/oauth2/v3/token", stateless),
]
