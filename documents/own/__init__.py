"""An office's own approved .docx with fields in place of a paper as we draw it (docxtpl).

Law: what comes from outside is opened with care (`word_file`), held against what it may name
(`fields`), and only then filled (`form`); what people wrote is text and stays text.
"""
