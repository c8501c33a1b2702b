"""A conversation as the database would give it back."""

import json

from handlers.vocabulary.kept_state import drafts_of, state_from, to_json, wishes_of
from handlers.vocabulary.state import State


def kept_and_read(state: State) -> State:
    """The same conversation, once it has been written and read again."""
    conversation = json.loads(json.dumps(to_json(state)))
    drafts = [
        (one.standing, json.loads(json.dumps(one.draft.to_json())))
        for one in drafts_of(state).values()
    ]
    return state_from(conversation, drafts, wishes_of(state))
