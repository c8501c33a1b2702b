"""What an office owes and the life of a report: begun, put aside, taken up, cancelled, opened
again; its deadlines.
"""

from handlers.reports import due_dates, opening, report, survey_flow, work

COMMANDS = (*work.COMMANDS, *due_dates.COMMANDS, *report.COMMANDS)
FORM_COMMANDS = (*report.FORM_COMMANDS, *opening.FORM_COMMANDS, *survey_flow.FORM_COMMANDS)
