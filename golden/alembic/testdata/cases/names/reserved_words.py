# dialect: postgresql
op.execute("SELECT '" + " ".join(sorted(RESERVED_WORDS)) + "'")
op.execute("SELECT " + ", ".join('"%s"' % n if n in RESERVED_WORDS else n for n in ("order", "name")))
#: module
from sqlalchemy.dialects.postgresql.base import RESERVED_WORDS
