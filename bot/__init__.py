"""The running program: settings, webhook in, LINE out, database, outbox, worker, reminders, command
line.

Law: all wiring is here, and no rule: what is said is decided in handlers, what it is worth in
scoring. May import everything but emulators, which only bot.demo.running and bot.commands.emulate
start.
"""
