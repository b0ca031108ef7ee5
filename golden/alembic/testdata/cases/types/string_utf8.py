op.create_table("t", sa.Column("c", sa.Unicode(length=64, collation="en_US.utf8")))
