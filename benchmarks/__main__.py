"""python -m benchmarks: every measurement, one after the other."""

from benchmarks import export, forms, scoring, webhook

if __name__ == "__main__":
    webhook.main()
    scoring.main()
    forms.main()
    export.main()
