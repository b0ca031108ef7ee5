#: module
from sqlalchemy.orm import Session, declarative_base
Base = declarative_base()
class Tag(Base):
    __tablename__ = "tags"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(50))
#: up
with Session(op.get_bind()) as session:
    session.add(Tag(id=1, name="x"))
    session.commit()
