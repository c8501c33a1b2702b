"""What DATABASE_URL may be, an SQLite file or a PostgreSQL server, and SPOOL_URL. Anything else is
refused by name. Pure text: reading the settings loads no database.
"""

import re
from typing import Literal

SPOOLS = "use s3://bucket/prefix, or leave it unset: then photos wait in the database"
KNOWN = "use sqlite:///var/raingan.db or postgresql://user@host/database"


SERVERS = re.compile(r"(?P<user>[^/?@]*@)?(?P<servers>[^/?@]*,[^/?@]*)/(?P<rest>.*)")


class AddressError(ValueError):
    """An address that names no database of ours; the sentence never repeats a password."""


def kind_of(address: str) -> Literal["sqlite", "postgresql"]:
    """Which database an address names; AddressError where it is none that Raingan knows."""
    scheme, found, rest = address.strip().partition("://")
    if not found:
        raise AddressError(f"this is no address of a database: {KNOWN}")
    match scheme.lower().partition("+")[0]:
        case "postgres" | "postgresql" if rest:
            return "postgresql"
        case "postgres" | "postgresql":
            raise AddressError(f"{scheme}:// names no server: {KNOWN}")
        case "sqlite" if rest.startswith("/") and rest.strip("/") not in {"", ":memory:"}:
            return "sqlite"
        case "sqlite":
            raise AddressError(
                "sqlite:// needs a file, with three strokes before it: sqlite:///var/raingan.db"
            )
    raise AddressError(f"{scheme}:// is a database Raingan does not know: {KNOWN}")


def as_one_url(address: str) -> str:
    """PostgreSQL's own list of servers, postgresql://user@a:5432,b:5432/database, as SQLAlchemy
    takes it; any other address as it is.
    """
    scheme, found, rest = address.strip().partition("://")
    many = SERVERS.fullmatch(rest)
    if not many:
        return address.strip()
    database, _, told = many["rest"].partition("?")
    hosts = "&".join(f"host={one}" for one in many["servers"].split(","))
    asked = f"{hosts}&{told}" if told else hosts
    return f"{scheme}{found}{many['user'] or ''}/{database}?{asked}"


def bucket_of(address: str) -> tuple[str, str]:
    """The bucket and the prefix of an address; AddressError where it is none that Raingan knows."""
    scheme, found, rest = address.strip().partition("://")
    bucket, _, prefix = rest.partition("/")
    if not found or scheme.lower() != "s3" or not bucket:
        raise AddressError(f"{scheme}:// is no place for photos Raingan knows: {SPOOLS}")
    return bucket, prefix.strip("/")
