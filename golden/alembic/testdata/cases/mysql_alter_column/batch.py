# dialect: mysql, mariadb
with op.batch_alter_table("t", schema=None) as batch_op:
    batch_op.alter_column("a", existing_type=sa.Integer(), nullable=False, new_column_name="b")
    batch_op.alter_column("c", existing_type=mysql.DATETIME(), server_default=sa.func.now())
    batch_op.drop_column("d")
    batch_op.drop_constraint("fk", type_="foreignkey")
