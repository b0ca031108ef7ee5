#: module
from alembic.operations import MigrateOperation, Operations
@Operations.register_operation("create_view_r1")
class CreateViewOp(MigrateOperation):
    def __init__(self, name, query):
        self.name = name
        self.query = query
    @classmethod
    def create_view_r1(cls, operations, name, query):
        return operations.invoke(cls(name, query))
@Operations.implementation_for(CreateViewOp)
def create_view_r1(operations, operation):
    operations.execute("CREATE VIEW %s AS %s" % (operation.name, operation.query))
#: up
op.create_view_r1("v", "SELECT 1")
