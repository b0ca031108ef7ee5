from alembic.operations import ops
op.invoke(ops.CreateTableOp("t", [sa.Column("id", sa.Integer, primary_key=True)]))
#: down
from alembic.operations import ops
op.invoke(ops.DropTableOp("t"))
