"""What the clock brings: reminders, the nightly comparison, retention, LINE's quota, menus."""
