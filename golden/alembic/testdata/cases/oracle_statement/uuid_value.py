# dialect: oracle
import uuid
t = sa.table("t", sa.column("a", sa.Uuid))
op.execute(t.insert().values(a=uuid.UUID(int=5)))
