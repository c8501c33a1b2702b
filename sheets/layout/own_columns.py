"""Names of columns that are joined from groups and questions: each column has its own."""

from collections.abc import Collection, Iterable, Mapping


def own_names(wanted: Iterable[tuple[str, str]], taken: Collection[str] = ()) -> Mapping[str, str]:
    """The name of each column by its path, from (path, joined name) in the form's order.

    A name that an earlier column has, or that is `taken` by a column of ours, gives way to the
    path itself (a-b/c beside a/b-c), and a single name to the same with a number: KEY_2.
    """
    names: dict[str, str] = {}
    used = {*taken}
    for path, joined in wanted:
        name = joined if joined not in used else path if path not in used else _numbered(path, used)
        names[path] = name
        used.add(name)
    return names


def _numbered(path: str, used: Collection[str]) -> str:
    number = 2
    while f"{path}_{number}" in used:
        number += 1
    return f"{path}_{number}"
