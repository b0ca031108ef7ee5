from sqlalchemy.sql import functions
from sqlalchemy.sql.functions import coalesce, count
t = sa.table("t", sa.column("id", sa.Integer), sa.column("s", sa.String))
op.execute(sa.select(count(t.c.id), count(), functions.max(t.c.id)).where(coalesce(t.c.s, "none") != "x"))
op.execute(t.update().values(s=functions.max(functions.current_date())))
