"""An S3-compatible store for photos on their way (`SPOOL_URL`), so that a database need not hold
them; every host reaches it. The rows of the spool say which object holds which part.

Where it is and who we are boto3 reads from its own variables: AWS_ENDPOINT_URL_S3,
AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION.
"""

from __future__ import annotations

import threading
import uuid
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import Connection

from bot import later
from bot.store.addresses import bucket_of

OPTION = "objects"
CONNECT_SECONDS, READ_SECONDS, TRIES = 3, 20, 2
AT_ONCE = 1000  # keys of one request to delete


class ObjectsError(Exception):
    """The store could not be reached or refused; trying again may help."""


class Objects:
    """One bucket, below one prefix. Every key is new: what was deleted never comes back."""

    def __init__(self, address: str) -> None:
        self.bucket, self.prefix = bucket_of(address)
        self._lock = threading.Lock()
        self._opened: Any = None

    def put(self, content: bytes) -> str:
        """Keeps a part; its key."""
        key = "/".join(filter(None, (self.prefix, uuid.uuid4().hex)))
        self._ask("put_object", Key=key, Body=content)
        return key

    def get(self, key: str) -> bytes:
        return bytes(self._ask("get_object", Key=key)["Body"].read())

    def kept(self) -> Iterator[tuple[str, datetime]]:
        """Every key below the prefix, and since when it is there."""
        below, token = f"{self.prefix}/" if self.prefix else "", dict[str, str]()
        while True:
            told = self._ask("list_objects_v2", Prefix=below, **token)
            yield from ((one["Key"], one["LastModified"]) for one in told.get("Contents", ()))
            if not told.get("IsTruncated"):
                return
            token = {"ContinuationToken": told["NextContinuationToken"]}

    def forget(self, keys: Sequence[str]) -> None:
        left = iter(keys)
        while some := list(islice(left, AT_ONCE)):
            named = [{"Key": key} for key in some]
            self._ask("delete_objects", Delete={"Objects": named, "Quiet": True})

    def _ask(self, what: str, **asked: Any) -> Any:  # noqa: ANN401 - boto3's own
        try:
            return getattr(self._client(), what)(Bucket=self.bucket, **asked)
        except (
            later.botocore_errors.BotoCoreError,
            later.botocore_errors.ClientError,
        ) as error:
            raise ObjectsError(f"the photo store s3://{self.bucket}: {error}") from error

    def _client(self) -> Any:  # noqa: ANN401 - boto3's own
        """Made when it is first needed: its library is large."""
        with self._lock:
            if self._opened is None:
                patient = later.botocore_config.Config(
                    connect_timeout=CONNECT_SECONDS,
                    read_timeout=READ_SECONDS,
                    retries={"total_max_attempts": TRIES},
                )
                self._opened = later.boto3.client("s3", config=patient)
            return self._opened


def open_objects(address: str) -> Objects | None:
    """None where photos wait in the database."""
    return Objects(address) if address else None


def objects_of(conn: Connection) -> Objects | None:
    """The store of this database's settings."""
    found: Objects | None = conn.get_execution_options().get(OPTION)
    return found


def content_of(objects: Objects | None, key: str | None, content: bytes) -> bytes:
    """The bytes of a part of the spool, wherever they lie; ObjectsError where another host has put
    them into a store that this one does not know.
    """
    if not key:
        return bytes(content)
    if objects is None:
        raise ObjectsError("a photo lies in an S3 store: SPOOL_URL must be set on every host")
    return objects.get(key)
