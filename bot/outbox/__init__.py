"""Everything that goes out: one table of jobs, a lane for each destination.

Law: a job is put in the transaction that decided it; carrying it out twice must do no harm.

jobs/      what can be asked for, each a type that knows its JSON, stream and lane
queue      puts them; the workers are woken when the transaction commits (bot/store/waking.py)
claims     a worker takes some; endings and settling write what became of them
lanes      the one table: which lane carries out which kinds, with how many threads
line/ evidence/ uploads/ sheet/ odk/     the destinations, each with its lane beside its code
"""
