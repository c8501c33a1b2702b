"""A few tries for what passes by itself at once; what needs a full minute or a person is left to
the caller's queue.
"""

from collections.abc import Callable

import requests
from googleapiclient.errors import HttpError
from tenacity import Retrying, retry_if_exception, stop_after_attempt, wait_none

from sheets.google.refusals import Refusal

Backoff = Callable[[int], None]


def tries(most: int, backoff: Backoff) -> Retrying:
    """At most so many; `backoff(n)` waits before try n."""
    return Retrying(
        stop=stop_after_attempt(most),
        wait=wait_none(),
        sleep=lambda _: None,
        before_sleep=lambda state: backoff(state.attempt_number),
        retry=retry_if_exception(passing),
        reraise=True,
    )


def passing(error: BaseException) -> bool:
    """Whether the same call may work in a moment; after a 429 it may not, its minute has to end
    first.
    """
    if isinstance(error, HttpError | Refusal):
        status = int(error.resp.status) if isinstance(error, HttpError) else error.status
        return status >= 500 or status == 408
    return isinstance(error, requests.RequestException)
