"""What papers about a programme, or about its judging, may name, and their rows. Pure."""

OF_PROGRAMME = frozenset(
    {
        *("programme", "year", "round", "from", "to", "today", "weights"),
        *("total_on_5", "total_on_100"),
        *("unit_name", "unit_indicators", "unit_count", "unit_note"),
        *("code", "name", "dimension", "weight", "responsible", "contact", "due"),
        *("explained", "rationale", "formula", "evidence", "notes"),
        *("category", "level_1", "level_2", "level_3", "level_4", "level_5"),
        *("result", "score", "weighted"),
        *("owed_code", "owed_name", "owed_due", "owed_cutoff"),
    }
)
ROWS_OF_PROGRAMME = frozenset(
    {"units", "indicators", "sheets", "scales", "composites", "parts", "owing"}
)
OF_JUDGING = frozenset(
    {
        *("programme", "year", "closed", "offices", "assessed"),
        *("judged", "total", "level", "rank"),
        *("code", "name", "maximum", "points", "comments"),
    }
)
ROWS_OF_JUDGING = frozenset({"places", "dimensions", "items"})
