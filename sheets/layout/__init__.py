"""What goes where: records as rows and cells, names of folders and files. Pure."""
