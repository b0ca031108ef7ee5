#: module
from typing import Optional
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
class Base(DeclarativeBase):
    pass
class Tag(Base):
    __tablename__ = "tags"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(20))
    note: Mapped[Optional[str]]
#: up
Tag.__table__.create(op.get_bind())
op.execute(sa.insert(Tag).values(id=1, name="x"))
