"""The one door to LINE: reply, push, facts, content. One client a process, timeouts always; buttons
are sealed here.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import urllib3
from linebot.v3.messaging import ApiClient, ApiException, Configuration
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError

from bot.outbox.errors import GoneError, LineError, NotReadyError
from bot.outbox.line.answers import note, read_answer, refused, sent_ids, understood
from bot.seals import Seals
from bot.settings import LINE_API, LINE_DATA_API, Settings

CONNECT_SECONDS, READ_SECONDS = 3.0, 10.0
PIECE = 256 * 1024
NEVER_LEFT = (ConnectTimeoutError, NewConnectionError)  # nobody was there to hear the request

Json = dict[str, Any]


class Line:
    """LINE as the bot uses it. Raises LineError with `retry`; GoneError and NotReadyError for
    content. `http` carries its requests; of its own if none is given.
    """

    def __init__(self, settings: Settings, http: urllib3.PoolManager | None = None) -> None:
        host = settings.line_api_base.rstrip("/")
        self._client = ApiClient(
            Configuration(
                access_token=settings.line_channel_access_token,
                host=None if host == LINE_API else host,
            )
        )
        self._seals = Seals(settings.line_channel_secret)
        self._data = settings.line_data_api_base.rstrip("/")
        if self._data == LINE_DATA_API and host != LINE_API:
            self._data = host  # one emulator serves both
        self._token = settings.line_channel_access_token
        self._http = http or urllib3.PoolManager(retries=False)
        if http is not None:
            self._client.rest_client.pool_manager = http

    def reply(self, token: str, messages: Sequence[Mapping[str, Any]]) -> list[str]:
        """Answers for free; a token works once, within a minute. Gives LINE's ids of the
        messages.
        """
        body = {"replyToken": token, "messages": self._seals.seal_all(messages)}
        answer = self._call("POST", "/v2/bot/message/reply", body)
        return sent_ids(answer)

    def push(self, to: str, messages: Sequence[Mapping[str, Any]], key: str) -> list[str]:
        """Sends at the cost of one message of the quota; the same key is carried out once only."""
        try:
            return sent_ids(
                self._call(
                    "POST",
                    "/v2/bot/message/push",
                    {"to": to, "messages": self._seals.seal_all(messages)},
                    key,
                )
            )
        except LineError as error:
            if error.status != 409:
                raise
        return []

    def show_loading(self, to: str) -> None:
        """The sign that an answer is being worked on: until it comes, for 20 seconds at most."""
        self._call("POST", "/v2/bot/chat/loading/start", {"chatId": to, "loadingSeconds": 20})

    def quota(self) -> tuple[int | None, int]:
        """(messages of this month or None for no limit, those used)."""
        limit = self._call("GET", "/v2/bot/message/quota")
        used = self._call("GET", "/v2/bot/message/quota/consumption")
        with understood():
            most = int(limit["value"]) if limit["type"] == "limited" else None
            return most, int(used["totalUsage"])

    def members(self, group: str) -> int:
        """How many people are in a group: what a message there costs."""
        answer = self._call("GET", f"/v2/bot/group/{group}/members/count")
        with understood():
            return int(answer["count"])

    def bot(self) -> tuple[str, str]:
        """(its name, its own id at LINE: @abc)."""
        told = self._call("GET", "/v2/bot/info")
        with understood():
            return str(told["displayName"]), str(told["basicId"])

    def webhook(self) -> Json:
        return self._call("GET", "/v2/bot/channel/webhook/endpoint")

    def set_webhook(self, endpoint: str) -> None:
        """LINE calls this address from now on."""
        self._call("PUT", "/v2/bot/channel/webhook/endpoint", {"endpoint": endpoint})

    def try_webhook(self) -> str:
        """LINE calls it once; why that failed, "" where it was answered with 200."""
        told = self._call("POST", "/v2/bot/channel/webhook/test", {})
        return "" if told.get("success") else str(told.get("reason") or told.get("detail") or "?")

    def transcoding(self, message_id: str) -> str:
        """Whether a film or sound is ready: processing, succeeded or failed; "processing" where
        LINE does not say.
        """
        url = f"{self._data}/v2/bot/message/{message_id}/content/transcoding"
        timeout = urllib3.Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS)
        try:
            answer = self._http.request(
                "GET", url, headers={"Authorization": f"Bearer {self._token}"}, timeout=timeout
            )
            said = answer.json() if answer.status == 200 else {}
        except (HTTPError, ValueError) as error:
            raise LineError(
                f"LINE did not say whether the content is ready: {error}", retry=True
            ) from error
        return str(said.get("status", "processing"))

    def sealed(self, told: Any) -> Any:  # noqa: ANN401 - JSON in, the same JSON out
        """As it goes out: with the data of every button sealed."""
        return self._seals.seal_all(told)

    def make_menu(self, wanted: Mapping[str, Any], picture: bytes) -> str:
        """A rich menu with its picture (a PNG); LINE's id of it."""
        made = self._call("POST", "/v2/bot/richmenu", self.sealed(wanted))
        with understood():
            menu = str(made["richMenuId"])
        headers = {"Authorization": f"Bearer {self._token}", "Content-Type": "image/png"}
        url, timeout = (
            f"{self._data}/v2/bot/richmenu/{menu}/content",
            urllib3.Timeout(CONNECT_SECONDS, READ_SECONDS * 3),
        )
        try:
            answer = self._http.request("POST", url, body=picture, headers=headers, timeout=timeout)
        except HTTPError as error:
            raise LineError(f"the menu's picture could not be sent: {error}", retry=True) from error
        if answer.status != 200:
            raise LineError(
                f"LINE answered {answer.status}: {answer.data[:300]!r}",
                status=answer.status,
                retry=True,
            )
        return menu

    def drop_menu(self, menu: str) -> None:
        """Takes a menu away for good; one that is gone already is no trouble."""
        try:
            self._call("DELETE", f"/v2/bot/richmenu/{menu}")
        except LineError as error:
            if error.status != 404:
                raise

    def give_menu(self, menu: str, users: Sequence[str]) -> None:
        """Up to 500 people have this menu from now on, "" for none."""
        linked = {"richMenuId": menu, "userIds": list(users)}
        path = "/v2/bot/richmenu/bulk/link" if menu else "/v2/bot/richmenu/bulk/unlink"
        self._call("POST", path, linked if menu else {"userIds": list(users)})

    def _call(self, method: str, path: str, body: Json | None = None, retry_key: str = "") -> Json:
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if retry_key:
            headers["X-Line-Retry-Key"] = retry_key
        try:
            answer = self._client.call_api(
                path,
                method,
                {},
                [],
                headers,
                body=body,
                post_params=[],
                files={},
                response_types_map={},
                auth_settings=["Bearer"],
                _host=LINE_API,
                _request_timeout=(CONNECT_SECONDS, READ_SECONDS),
            )
        except ApiException as error:
            note(path, error.status or 0, error.headers or {})
            raise refused(error) from error
        except HTTPError as error:
            never_left = isinstance(error, NEVER_LEFT)
            words = f"LINE could not be reached: {error}"
            raise LineError(words, retry=True, unknown=not never_left) from error
        note(path, answer.status_code, answer.headers or {})
        return read_answer(answer.raw_data)

    @contextmanager
    def content(self, message_id: str) -> Iterator[tuple[str, Iterator[bytes]]]:
        """(content type, pieces) of a photo or file, streamed: it is never in memory as a whole."""
        url = f"{self._data}/v2/bot/message/{message_id}/content"
        timeout = urllib3.Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS * 3)
        try:
            answer = self._http.request(
                "GET",
                url,
                headers={"Authorization": f"Bearer {self._token}"},
                preload_content=False,
                timeout=timeout,
            )
            try:
                note(f"/v2/bot/message/{message_id}/content", answer.status, answer.headers)
                _check_content(answer)
                yield answer.headers.get("Content-Type", ""), _pieces(answer)
            finally:
                answer.close()
        except HTTPError as error:
            raise LineError(
                f"the content could not be fetched from LINE: {error}", retry=True
            ) from error


def _pieces(answer: urllib3.BaseHTTPResponse) -> Iterator[bytes]:
    """The body in pieces; a connection that ends too early is an error, not a short file."""
    yield from answer.stream(PIECE)
    if getattr(answer, "length_remaining", 0):
        raise urllib3.exceptions.ProtocolError("the content ended too early")


def _check_content(answer: urllib3.BaseHTTPResponse) -> None:
    match answer.status:
        case 200:
            return
        case 202:
            raise NotReadyError("LINE is still preparing the content")
        case 410:
            raise GoneError("LINE no longer has the content")
        case status:
            raise LineError(f"LINE answered {status} for content", retry=True, status=status)
