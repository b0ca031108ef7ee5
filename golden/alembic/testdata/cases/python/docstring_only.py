"""Nothing to do."""
