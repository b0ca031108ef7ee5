#: module
class Config:
    table = "t"
    def __init__(self, name):
        self.name = name
    @property
    def sql(self):
        return f"ALTER TABLE {self.table} ADD COLUMN {self.name} int"
    @staticmethod
    def done():
        return "SELECT 'done'"
#: up
op.execute(Config("a").sql)
op.execute(Config.done())
