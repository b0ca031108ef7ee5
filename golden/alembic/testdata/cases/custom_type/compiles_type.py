#: module
from sqlalchemy.ext.compiler import compiles
class Ltree(sa.types.UserDefinedType):
    pass
@compiles(Ltree)
def compile_ltree(type_, compiler, **kw):
    return "LTREE"
#: up
op.add_column("t", sa.Column("path", Ltree()))
