"""An OpenRosa server on this machine: what ODK Central and KoboToolbox take and refuse."""
