from alembic.operations import ops
op.invoke(ops.CreateIndexOp("ix", "t", ["a"], unique=True))
op.invoke(ops.DropIndexOp("ix", "t"))
op.invoke(ops.CreateUniqueConstraintOp("uq", "t", ["a"]))
op.invoke(ops.DropConstraintOp("uq", "t", type_="unique"))
