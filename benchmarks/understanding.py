"""How long understanding a sentence takes: python -m benchmarks.understanding

The sentences of tests/sentences.txt, to somebody of one province with 24 offices, and to somebody
of the department with 878 districts; letters without any sense are the worst there is.
"""

from time import process_time

from benchmarks.permissions import country
from handlers import in_words
from handlers.vocabulary.events import Event, Wrote
from handlers.vocabulary.known import Edition, Known, Membership
from handlers.vocabulary.places import HOME
from handlers.vocabulary.state import State
from handlers.vocabulary.talk import Talk
from scoring.programme import Programme
from tests.forms.report_walks import NOW
from tests.forms.test_report_forms import compiled, folder
from tests.test_sentences import SENTENCES

JUNK = "กขคงจฉช ซฌญฐฑ " * 10
CBI = "CBI-2556-R1"


def talk_with(programme: Programme, office: str) -> Talk:
    edition = Edition("1", programme, lambda name: compiled(CBI, name), programme.calendar)
    known = Known(
        consented=True,
        memberships=(Membership(programme.key, office, "coordinator"),),
        editions={programme.key: edition},
    )
    return Talk(State(HOME), Event("e", NOW, Wrote("", "m")), known)


def microseconds(talk: Talk, texts: list[str]) -> float:
    """Of processor time for one text, the best of three rounds."""
    in_words.meant(talk, texts[0])  # the names are put together once
    return min(_round(talk, texts) for _ in range(3))


def _round(talk: Talk, texts: list[str]) -> float:
    began = process_time()
    for text in texts:
        in_words.meant(talk, text)
    return (process_time() - began) / len(texts) * 1e6


def main() -> None:
    texts = [text for _, text, _ in SENTENCES]
    province = talk_with(folder(CBI)[0], "CBI")
    whole = talk_with(country(), "D")
    print(f"a sentence, one province: {microseconds(province, texts):.0f} µs (goal 300)")
    print(f"a sentence, 878 districts: {microseconds(whole, texts):.0f} µs (goal 300)")
    print(f"160 letters without sense: {microseconds(whole, [JUNK] * 20):.0f} µs")


if __name__ == "__main__":
    main()
