# dialect: postgresql
# The types of attributes are those of the base's type_annotation_map, whose keys may have subscripts.
op.execute(
    update(Span).values(
        tokens=Span.attributes[["llm", "tokens"]].as_float(),
    ).where(Span.tokens.is_(None))
)
Base.metadata.tables["spans"].create(op.get_bind())

#: module
from typing import Any, List, Optional

from sqlalchemy import JSON, TypeDecorator, update
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Labels(TypeDecorator):
    impl = JSON
    cache_ok = True


class Base(DeclarativeBase):
    type_annotation_map = {
        dict[str, Any]: JSON().with_variant(postgresql.JSONB(), "postgresql"),
        List[str]: Labels,
    }


class Span(Base):
    __tablename__ = "spans"
    id: Mapped[int] = mapped_column(primary_key=True)
    attributes: Mapped[dict[str, Any]]
    labels: Mapped[Optional[List[str]]]
    tokens: Mapped[Optional[float]]
