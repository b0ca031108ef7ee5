op.create_table("t", sa.Column("c", sa.NVARCHAR(20)))
