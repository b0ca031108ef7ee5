#: module
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.expression import FunctionElement
class utcnow(FunctionElement):
    type = sa.DateTime()
    inherit_cache = True
@compiles(utcnow, "postgresql")
def pg_utcnow(element, compiler, **kw):
    return "TIMEZONE('utc', CURRENT_TIMESTAMP)"
#: up
op.create_table("t", sa.Column("at", sa.DateTime, server_default=utcnow()))
op.alter_column("t", "at", server_default=utcnow())
