for table in ["a", "b"]:
    op.execute(f"ALTER TABLE {table} OWNER TO app")
