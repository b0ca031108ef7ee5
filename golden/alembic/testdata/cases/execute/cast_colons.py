op.execute("SELECT '1'::int")
