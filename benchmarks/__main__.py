"""python -m benchmarks: every measurement, one after the other."""

from benchmarks import evidence, forms, scoring, webhook

if __name__ == "__main__":
    webhook.main()
    scoring.main()
    forms.main()
    evidence.main()
