#: module
from collections import OrderedDict, namedtuple
Row = namedtuple("Row", "id name")
#: up
t = sa.table("t", sa.column("id", sa.Integer), sa.column("name", sa.String))
op.bulk_insert(t, [Row(1, "a")._asdict(), dict(OrderedDict(id=2, name="b"))])
