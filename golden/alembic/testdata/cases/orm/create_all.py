#: module
from sqlalchemy.orm import declarative_base
Base = declarative_base()
class Tag(Base):
    __tablename__ = "tags"
    __table_args__ = (sa.UniqueConstraint("name", name="uq_tags"), {"comment": "about tags"})
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(50), index=True)
#: up
Base.metadata.create_all(op.get_bind())
#: down
Tag.__table__.drop(op.get_bind())
