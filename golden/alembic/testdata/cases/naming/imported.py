#: file app_models.py
import sqlalchemy as sa
NAMES = {"pk": "pk_%(table_name)s"}
metadata = sa.MetaData(naming_convention=NAMES)
#: env
from app_models import metadata as target_metadata
#: up
op.create_table("t", sa.Column("id", sa.Integer, primary_key=True))
