from alembic.operations import ops
op.invoke(ops.AddColumnOp("t", sa.Column("a", sa.Integer)))
op.invoke(ops.DropColumnOp("t", "b"))
op.invoke(ops.AlterColumnOp("t", "c", modify_nullable=False))
op.invoke(ops.ExecuteSQLOp("SELECT 1"))
