op.create_primary_key(None, "t", ["id"])
