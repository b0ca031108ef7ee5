# dialect: oracle
op.create_table("t", sa.Column("a", sa.Integer), prefixes=["GLOBAL TEMPORARY"], oracle_on_commit="PRESERVE ROWS")
