#: module
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import DDLElement
class CreateView(DDLElement):
    def __init__(self, name, query):
        self.name, self.query = name, query
@compiles(CreateView)
def compile_view(element, compiler, **kw):
    return "CREATE VIEW %s AS %s" % (element.name, element.query)
#: up
op.execute(CreateView("v", "SELECT 1"))
