from alembic import op as o
from sqlalchemy import Column, Integer, String as Str, text, func as f
from sqlalchemy.sql import table, column, select, and_
from sqlalchemy.types import Text
o.add_column("t", Column("a", Str(3), server_default=text("'x'")))
t = table("t", column("a", Text))
o.execute(t.update().where(and_(t.c.a == "x")).values(a=f.upper(t.c.a)))
