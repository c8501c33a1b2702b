"""Logs: JSON lines for machines, colours for a terminal; never what people wrote, never a token."""

import logging
import sys

import structlog

from bot.settings import Settings


def set_up_logs(settings: Settings) -> None:
    """Once for each process."""
    level = logging.getLevelNamesMapping().get(settings.log_level.upper(), logging.INFO)
    kind = settings.log_format or ("console" if sys.stderr.isatty() else "json")
    shown = (
        structlog.dev.ConsoleRenderer()
        if kind == "console"
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            shown,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
