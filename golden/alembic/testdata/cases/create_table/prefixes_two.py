op.create_table("t", sa.Column("id", sa.Integer), prefixes=["GLOBAL", "TEMPORARY"], postgresql_on_commit="DELETE ROWS")
