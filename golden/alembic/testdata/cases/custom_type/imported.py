#: file app_types.py
import sqlalchemy as sa
class Email(sa.types.TypeDecorator):
    impl = sa.String(320)
    cache_ok = True
#: module
import app_types
from app_types import Email
#: up
op.add_column("t", sa.Column("e", app_types.Email()))
op.add_column("t", sa.Column("f", Email(), nullable=False))
