# dialect: mariadb
t = sa.table("t", sa.column("id", sa.Integer), sa.column("a", sa.Integer), sa.column("s", sa.String(50)), sa.column("b", sa.Boolean), sa.column("j", sa.JSON), sa.column("d", sa.DateTime), sa.column("f", sa.Float))
u = sa.table("u", sa.column("id", sa.Integer), sa.column("t_id", sa.Integer), sa.column("s", sa.String(50)))
from sqlalchemy.dialects.mysql import match
m = match(t.c.s, u.c.s, against="it's")
op.execute(sa.select(t.c.id).where(m))
op.execute(sa.select(t.c.id).where(m.in_boolean_mode()).order_by(sa.desc(m.in_boolean_mode())))
op.execute(sa.select(t.c.id).where(m.in_natural_language_mode().with_query_expansion()))
op.execute(sa.select(t.c.id).where(match(t.c.s, against=sa.func.lower("x"), in_boolean_mode=True)))
op.execute(sa.select(t.c.id).where(t.c.s.match("x", mysql_boolean_mode=False, mysql_natural_language=True)))
op.execute(sa.select(t.c.id).where(t.c.s.match("x", mysql_boolean_mode=False)))
op.execute(sa.select(t.c.id).where(sa.not_(m)))
