"""The official papers: values in, bytes out (.docx, .pdf, QR pictures).

Law: pure. May import: scoring, thai.
"""

import os

# the segmenter would otherwise make a folder in the home of whoever runs this, or fail to
os.environ.setdefault("PYTHAINLP_READ_ONLY", "1")
