"""python -m benchmarks: every measurement, one after the other."""

from benchmarks import (
    boards,
    booklet,
    compare,
    crowd,
    evidence,
    export,
    forms,
    judging,
    papers,
    permissions,
    reminders,
    replies,
    review,
    scoring,
    standings,
    starts,
    step,
    stored,
    surveys,
    understanding,
    uploads,
    webhook,
)

if __name__ == "__main__":
    compare.main()
    step.main()
    stored.main()
    crowd.main()
    replies.main()
    webhook.main()
    starts.main()
    scoring.main()
    boards.main()
    standings.main()
    forms.main()
    uploads.main()
    papers.main()
    booklet.main()
    surveys.main()
    export.main()
    evidence.main()
    permissions.main()
    understanding.main()
    review.main()
    judging.main()
    reminders.main()
