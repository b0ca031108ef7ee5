import datetime
import sqlalchemy as sa
from sqlalchemy import func, select, and_, or_, not_, case, cast, text, literal, exists
from sqlalchemy.dialects import postgresql as pg

t = sa.table("t", sa.column("id", sa.Integer), sa.column("name", sa.String), sa.column("Data", sa.JSON), sa.column("arr", pg.ARRAY(sa.Integer)), sa.column("jb", pg.JSONB), sa.column("ok", sa.Boolean), sa.column("at", sa.DateTime), sa.column("price", sa.Numeric))
u = sa.table("u", sa.column("id", sa.Integer), sa.column("tid", sa.Integer), sa.column("x"), schema="s")
w = sa.table("w", sa.column("id", sa.Integer), sa.column("user", sa.String))
