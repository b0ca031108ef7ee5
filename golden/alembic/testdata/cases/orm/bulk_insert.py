#: module
from sqlalchemy.orm import declarative_base
Base = declarative_base()
class Tag(Base):
    __tablename__ = "tags"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(50))
#: up
op.bulk_insert(Tag.__table__, [{"id": 1, "name": "a"}, {"id": 2, "name": "b"}])
