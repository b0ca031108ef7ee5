op.drop_table("t", schema="app")
