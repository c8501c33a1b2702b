"""Evidence on its way: from LINE into the spool, looked at, and into its folder."""
