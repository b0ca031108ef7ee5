#: module
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, UUID as PGUUID
from sqlalchemy.dialects import postgresql as pg
import sqlalchemy.dialects.postgresql as psql
#: up
op.create_table("t", sa.Column("a", ARRAY(sa.Text)), sa.Column("b", JSONB), sa.Column("c", PGUUID), sa.Column("d", pg.INET), sa.Column("e", psql.CIDR))
