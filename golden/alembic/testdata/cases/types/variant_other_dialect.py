op.create_table("t", sa.Column("c", sa.Text().with_variant(sa.String(99), "mysql")))
