#: module
from dataclasses import dataclass, field
@dataclass
class Rule:
    table: str
    columns: list = field(default_factory=list)
    unique: bool = False
#: up
for r in [Rule("t", ["a"]), Rule("u", ["b", "c"], unique=True)]:
    op.create_index(f"ix_{r.table}_{'_'.join(r.columns)}", r.table, r.columns, unique=r.unique)
