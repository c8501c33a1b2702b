"""The reasons for which a form or an expression is refused or warned of, in English; Thai is in the
wording files.
"""

ENGLISH = {
    # the file
    "file_empty": "the file is empty",
    "file_too_large": "the file is larger than {most} bytes",
    "file_unpacks_too_large": "the file unpacks to more than {most} bytes; it is no form",
    "file_too_many_rows": "the sheet {sheet} has more than {most} rows; a form needs fewer",
    "file_unreadable": "the file cannot be read as an XLSForm in {ending}",
    "file_macros": "the file holds macros; save it as .xlsx without them",
    "file_password": "the file is locked with a password; save it without one",
    "file_is_word": "this is a Word document, not an Excel file",
    "file_is_other": "this is no Excel file",
    "file_encoding": "the text is not in UTF-8; save it as UTF-8",
    "file_ending": "a form is a file that ends in .xlsx, .xls, .md, .csv or .zip, not in {ending}",
    "formula": "a formula stands in cell {cell} and the file has no result of it; open and "
    "save it in Excel, or write the result as text",
    "conversion": "{message}",
    "converter_fell": "the form cannot be converted; what stands here is not understood: {cells}",
    "code_too_long": "the form_id {code} is too long; use a short one in Latin letters, such as "
    "visit-2",
    "code_in_use": "the form_id {code} is an indicator's code; choose another one",
    "asks_nothing": "the form asks nothing",
    "not_an_xform": "this is not an XForm: model, instance or body is missing",
    # the sheets
    "no_survey": "there is no sheet named survey with the columns type and name",
    "name_twice": "the name {name} stands twice in the same group",
    "bad_name": "a name begins with a letter and holds letters, digits, - _ and . only",
    "no_name": "the name is missing",
    "no_type": "the type is missing",
    "header_twice": "two headings stand for one column: {first}, {second}; leave one out",
    "bad_header": "a heading of the choices is blank or has a space in it",
    "no_label": "the label is missing",
    "no_calculation": "the calculation is missing",
    "not_ended": "this {kind} is never ended",
    "not_begun": "this ends a {kind} that was never begun",
    "choice_twice": "the name of a choice stands twice in its list",
    "no_choice_name": "the name of a choice is missing",
    "space_in_choice": "the choice {choice} of the list {list} has a space in its name",
    "unknown_work": "nothing is sent under {work}; there are {known}",
    "unknown_whose": "after instance('…')/ comes own, below or *, not {word}",
    "unknown_in_work": "{work} asks nothing at {path}",
    "unknown_reference": "there is no question {name}",
    "ambiguous_name": "there are several questions named {name}",
    "too_many_rows": "a repeat has at most {most} rows",
    # questions
    "osm": "a map of OpenStreetMap cannot be edited in chat; ask for a place (geopoint)",
    "encrypted": "the records of this form are to be encrypted, which is not done here; take the "
    "public_key out",
    "unknown_type": "questions of type {type} cannot be run",
    "choices_source": "choices from a repeat or in random order cannot be run; use a list of the "
    "choices sheet",
    "file_missing": "the list {list} is in an attached file; send {file} together with the form",
    "lists_too_large": "the lists {files} are larger than {most} bytes together",
    "list_encoding": "{file} is not text in UTF-8; save it as CSV UTF-8",
    "list_bad": "{file} cannot be read as a CSV table; save it from Excel as CSV UTF-8",
    "list_header": "the first row of {file} names its columns, each once: a letter, then "
    "letters, digits, - _ and .; "
    "it is {header}",
    "list_too_long": "{file} has more than {rows} rows or {cells} cells",
    "zip_no_form": "there is no form in the .zip file; a form ends in .xlsx, .xls, .md or .csv",
    "zip_forms": "there are several forms in the .zip file: {names}; send one form with its lists",
    "too_many_steps": "with every question answered, this computes longer than a chat can wait; "
    "look through fewer rows, or nest fewer counts",
    "too_long_a_text": "with every question answered, this makes a text longer than {most} letters",
    "repeat_missing": "the repeat is not in the form",
    # names
    "unknown_question": "there is no question {name} here (looked for at {path})",
    "unknown_list": "there is no list {list}",
    "unknown_column": "the list {list} has no column {column}",
    "circle": "{names}: the relevance or calculation of each depends on the next, in a circle",
    # expressions
    "not_understood": "not understood from here: {near}",
    "too_long": "the expression is longer than {most} characters",
    "too_deep": "the expression is nested deeper than {most} levels",
    "equals_once": "write one = instead of ==",
    "unequal_sign": "write != instead of <>",
    "missing": "{word} is missing in {text}",
    "unexpected": "{word} is not expected here in {text}",
    "only_questions_join": "'|' joins questions, nothing else, in {text}",
    "question_before": "a question's name is needed before {word} in {text}",
    "question_missing": "a question's name is missing before {word} in {text}",
    "no_axis": "{word}:: is no axis in {text}",
    "unknown_function": "the function {function}() is not known",
    "wrong_count": "{function}() takes {takes} values, not {given}",
    "needs_question": "{function}() needs the name of a question or repeat as value {place}",
    "needs_list_name": "{function}() takes the name of a list, in quotes, as value 1",
    "needs_column_name": "{function}() takes the name of a column, in quotes, as value {place}",
    "unknown_algorithm": "digest() knows {known}, not {given}",
    "regex_class": "regex(): \\p{{…}} is not known everywhere, write the letters out: {pattern}",
    "regex_slow": "regex(): a repetition inside a repetition could run for ever: {pattern}",
    "regex_bad": "regex(): {pattern} is no pattern: {why}",
    # in chat
    "chat_kind": "questions of type {kind} cannot be asked in chat yet",
    # what chat cannot do itself, and does as near as it can
    "near_barcode": "a bar code is typed in chat, or a photo of it is read",
    "near_geotrace": "a line is given in chat as places one after another, or as GeoJSON",
    "near_geoshape": "an area is given in chat as places one after another, or as GeoJSON",
    "near_rank": "an order is given in chat by typing or tapping one choice after another",
    "near_drawing": "nothing is drawn in chat; a photo of the signed or drawn paper is asked for",
    "near_image_map": "no picture is tapped in chat; its choices are asked as a list",
    "near_search": "search() takes its choices from the file {file}, as select_one_from_file does",
    "near_app": "no other app opens from chat; the question is asked plainly",
    "near_behind": "nothing is recorded in the background of a chat; this stays blank",
    "near_last_saved": "the report before (last-saved) is not known; this begins blank",
    "near_entities": "the entity is recorded and exported with the report for an ODK server",
    "near_external": "the choices of the sheet external_choices are asked as a list",
    "near_random": "choices in random order are asked in their own order",
    # warnings
    "warn_formula": "formulas stand in cells {cells}; their results as last saved are taken",
    "warn_default_text": "the default {text} is no expression and is taken as text",
    "warn_name_text": "the name of a record {text} is no expression and is taken as text",
    "warn_required_word": "{word} in the column required is neither yes nor no; the question may "
    "be left out",
    "warn_blank_column": "the list {list} holds nothing in column {column}; no test of it is true",
    "warn_shown_by_own": "it is shown by a question inside it, and so may never be seen",
    "warn_bare_question": "relevant is true even while the question is blank; write {expression} "
    "!= ''",
    "warn_regex_unanchored": "the pattern is found anywhere in the answer; begin it with ^ and "
    "end it with $",
    "warn_buddhist_year": "dates in expressions are of the Christian era: {year} is read as it "
    "stands; write {write}",
    "warn_times": "times of day are no numbers, so that < and > between them are never true; "
    "compare decimal-time(…) "
    "of each",
    "warn_blank_sum": "{name} may be blank in a row, and then the whole result is blank; put "
    "coalesce({name}, 0) in a "
    "calculation of the row, and use that",
    "warn_long_label": "the label has {length} characters; a message in chat holds {most}",
    "warn_long_choices": "{count} choices are longer than the {most} characters of a button; "
    "they are shown as a list",
    "warn_picture": "the picture {picture} is not shown in chat",
    "warn_one_by_one": "{appearance}: the questions are asked one after another",
    "warn_ignored": "the appearance {appearance} changes nothing in chat",
    # suited to chat
    "suit_many_questions": "a person answers about {count} questions; in chat {most} is much "
    "already",
    "suit_nested": "the repeat {name} lies in another repeat, which is hard to follow in chat",
    "suit_long_texts": "{count} questions ask for long texts",
    "suit_long_list": "the list of {name} has {count} choices; people find theirs by typing a "
    "part of it",
    "suit_grid": "{count} questions stand in a table, which becomes one question after another",
    "suit_many_files": "{count} questions ask for photos or files",
}
