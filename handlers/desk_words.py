"""What coordinators and people in general can ask for by a word or a button, beyond reports and
scores.
"""

from collections.abc import Callable, Mapping

from handlers.people import joining, members, own_data
from handlers.reminders import broadcast
from handlers.vocabulary.actions import Action
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn

WORDS: Mapping[str, Callable[[Talk], Turn]] = {
    "people": members.people,
    "leaving": members.leaving,
    "my_data": own_data.show,
    "erase": own_data.ask,
    "broadcast": broadcast.begin,
}
ACTIONS: Mapping[str, Callable[[Talk, Action], Turn]] = {
    "people_more": members.more,
    "member": members.member,
    "hand_over": members.hand_over,
    "let_go": members.let_go,
    "leave_office": members.leave_office,
    "my_file": own_data.give,
    "erase": own_data.erase,
    "broadcast_usual": broadcast.usual,
    "broadcast_send": broadcast.send,
    "broadcast_drop": broadcast.drop,
    "joiner": joining.look,
    "joiner_yes": joining.decide,
    "joiner_no": joining.decide,
    "join_programme": joining.chosen,
}
OF_MEMBERS = {"people", "people_more", "member", "hand_over", "let_go"}
OF_BROADCAST = {"broadcast", "broadcast_usual", "broadcast_send"}
OF_REQUEST = {"joiner", "joiner_yes", "joiner_no"}
