"""The results of a survey in the browser, for whoever oversees its office: figures, files to take
away, invitations by link, older results beside the new ones.
"""
