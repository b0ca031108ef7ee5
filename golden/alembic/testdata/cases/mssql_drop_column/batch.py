# dialect: mssql
with op.batch_alter_table("t") as batch_op:
    batch_op.drop_column("a", mssql_drop_default=True)
    batch_op.alter_column("b", new_column_name="c")
