"""LINE and Google as HTTP servers that refuse what the real ones refuse, and the phone page.

Law: they know nothing of ours; the bot cannot tell them from the real services.
The demo, the tests and the benchmarks all use these same servers.
"""
