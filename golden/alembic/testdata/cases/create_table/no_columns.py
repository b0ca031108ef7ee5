op.create_table("nothing")
