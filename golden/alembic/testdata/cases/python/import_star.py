#: module
from sqlalchemy import *
#: up
op.create_table("t", Column("id", Integer, primary_key=True), Column("s", String(5)), UniqueConstraint("s"))
