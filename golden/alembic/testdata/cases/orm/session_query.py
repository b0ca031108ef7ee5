#: module
from sqlalchemy.orm import Session, declarative_base
Base = declarative_base()
class Tag(Base):
    __tablename__ = "tags"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(50))
#: up
session = Session(bind=op.get_bind())
session.query(Tag).filter(Tag.name == "x").update({"name": "y"})
session.commit()
