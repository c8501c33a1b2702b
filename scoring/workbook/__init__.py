"""A programme as rows of a workbook and back, without loss. Pure: no file is opened."""
