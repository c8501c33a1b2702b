"""What goes to LINE: replies, pushes, reminders, summaries; and how our messages look there."""
