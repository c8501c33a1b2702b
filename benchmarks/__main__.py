"""python -m benchmarks: every measurement, one after the other."""

from benchmarks import forms, reminders, scoring, webhook

if __name__ == "__main__":
    webhook.main()
    scoring.main()
    forms.main()
    reminders.main()
