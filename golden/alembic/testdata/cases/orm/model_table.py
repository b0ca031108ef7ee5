#: module
from sqlalchemy.orm import declarative_base
Base = declarative_base()
class User(Base):
    __tablename__ = "users"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(50), nullable=False)
#: up
op.execute(User.__table__.insert().values(id=1, name="x"))
op.execute(User.__table__.update().where(User.__table__.c.id == 1).values(name="y"))
