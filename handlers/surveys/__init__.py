"""Forms that coordinators bring, try and publish; surveys joined by code, answered without a name,
summed up.
"""

from handlers.surveys import bringing, form_upload, inviting, opening, survey, survey_results, trial

COMMANDS = (
    *survey_results.COMMANDS,
    *survey.COMMANDS,
    *opening.COMMANDS,
    *inviting.COMMANDS,
    *form_upload.COMMANDS,
    *trial.COMMANDS,
    *bringing.COMMANDS,
)
