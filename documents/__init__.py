"""The official papers: values in, bytes out (.docx, .pdf, QR pictures).

Law: pure. May import: scoring, thai.
"""
