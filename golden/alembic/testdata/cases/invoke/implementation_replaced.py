from alembic.operations import Operations, ops
op.invoke(ops.RenameTableOp("a", "b", schema="app"))
op.invoke(ops.CreateForeignKeyOp("fk", "t", "u", ["a"], ["b"], ondelete="CASCADE"))
op.invoke(ops.CreateCheckConstraintOp("ck", "t", "a > 0"))
op.invoke(ops.CreatePrimaryKeyOp("pk", "t", ["id"]))
op.invoke(ops.CreateTableCommentOp("t", "about"))
