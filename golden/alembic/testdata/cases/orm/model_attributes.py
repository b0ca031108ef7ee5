#: module
from sqlalchemy.ext.declarative import declarative_base
Base = declarative_base()
class User(Base):
    __tablename__ = "users"
    __table_args__ = {"schema": "app"}
    id = sa.Column("user_id", sa.Integer, primary_key=True)
    name = sa.Column(sa.String(50))
#: up
op.execute(sa.update(User).where(User.id == 1).values(name="y"))
op.execute(sa.delete(User).where(User.name.in_(["a"])))
op.execute(sa.select(User.id).where(User.name.is_(None)))
