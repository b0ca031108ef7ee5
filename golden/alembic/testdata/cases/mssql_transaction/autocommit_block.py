# dialect: mssql
op.add_column("t", sa.Column("a", sa.Integer()))
with op.get_context().autocommit_block():
    op.execute("ALTER DATABASE CURRENT SET ALLOW_SNAPSHOT_ISOLATION ON")
op.add_column("t", sa.Column("b", sa.Integer()))
