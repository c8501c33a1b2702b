"""Forms run: expressions, questions, answers."""
