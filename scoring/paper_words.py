"""What papers about a programme, its judging, an appraisal or a survey may name, and their rows.
Pure.
"""

OF_PROGRAMME = frozenset(
    {
        *("programme", "year", "round", "from", "to", "today", "weights"),
        *("earned", "assessed", "total_on_5", "total_on_100"),
        *("unit_name", "unit_indicators", "unit_count", "unit_note"),
        *("code", "name", "dimension", "aspect", "weight", "responsible", "contact", "due"),
        *("explained", "rationale", "formula", "evidence", "notes"),
        *("sheet_code", "category_name", "step_level", "step_text"),
        *("category", "level_1", "level_2", "level_3", "level_4", "level_5"),
        *("result", "score", "weighted"),
        *("owed_code", "owed_name", "owed_due", "owed_cutoff"),
        *("rank", "sent", "expected", "complete", "punctual"),
    }
)
ROWS_OF_PROGRAMME = frozenset(
    {
        *("units", "framework", "indicators", "sheets", "scales", "steps"),
        *("composites", "parts", "owing", "offices", "works"),
    }
)
OF_JUDGING = frozenset(
    {
        *("programme", "year", "closed", "offices", "assessed"),
        *("judged", "total", "level", "rank"),
        *("code", "name", "maximum", "points", "comments", "dimension", "details"),
    }
)
ROWS_OF_JUDGING = frozenset({"places", "dimensions", "items"})
OF_APPRAISAL = frozenset(
    {
        *("programme", "year", "year_before", "round", "from", "to"),
        *("person", "assessor", "superior", "further"),
        *("position", "position_type", "position_level", "post_number", "assessor_position"),
        *("result_share", "competency_share", "result_score", "competency_score"),
        *("result_weighted", "competency_weighted", "total", "sum_weighted", "reason"),
        *("acknowledged", "witness", "superior_opinion", "superior_words"),
        *("further_opinion", "further_words"),
        *("goal", "target", "weight", "level_1", "level_2", "level_3", "level_4", "level_5"),
        *("result", "score", "weighted"),
        *("kind", "number", "competency", "expected", "found", "apart"),
        *("count_0", "count_1", "count_2", "count_3", "assessed", "products"),
        *("product_0", "product_1", "product_2", "product_3"),
        *("skill", "way", "period", "measure"),
    }
)
ROWS_OF_APPRAISAL = frozenset({"targets", "competencies", "plan"})
OF_SURVEY = frozenset(
    {
        *("programme", "year", "survey", "survey_code", "opened", "closes", "respondents"),
        *("invited", "answered", "rate", "summary"),
        *("name", "group", "n", "mean", "sd", "level"),
        *("count_5", "count_4", "count_3", "count_2", "count_1"),
    }
)
ROWS_OF_SURVEY = frozenset({"items", "topics", "constructs", "groups"})
