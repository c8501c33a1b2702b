"""Forms that coordinators bring, try and publish; surveys joined by code, answered without a name,
summed up.
"""

from handlers.surveys import bringing, form_upload, survey_results, trial

COMMANDS = (*survey_results.COMMANDS, *form_upload.COMMANDS, *trial.COMMANDS, *bringing.COMMANDS)
