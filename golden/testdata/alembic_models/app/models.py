import uuid
from decimal import Decimal
from enum import Enum
from typing import ClassVar, Optional

from sqlalchemy import JSON, Column
from sqlalchemy.dialects.postgresql import UUID
from sqlmodel import Field, Relationship, SQLModel

from app import db


class Timestamps:
    created_at = db.Column(db.DateTime, nullable=False)


class PostageRate(Timestamps, db.Model):
    id = db.Column(UUID(as_uuid=True), primary_key=True, default=uuid.uuid4)
    post_class = db.Column(db.String(20), nullable=False, default="second")
    rate = db.Column(db.Numeric(8, 2), nullable=False)
    letters = db.relationship("Letter", back_populates="rate")


class Letter(db.Model):
    __tablename__ = "letters"

    id = db.Column(db.Integer, primary_key=True)
    rate_id = db.Column(db.ForeignKey("postage_rate.id"))
    rate = db.relationship(PostageRate, back_populates="letters")
    barcode = db.Column(some_library.Barcode())


class Kind(str, Enum):
    plain = "plain"
    gift = "gift"


class Named(SQLModel):
    name: str = Field(max_length=40)
    note: Optional[str] = None


class Parcel(Named, table=True):
    LIMIT: ClassVar[int] = 30

    id: Optional[int] = Field(default=None, primary_key=True)
    kind: Kind = Kind.plain
    weight: Decimal = Field(default=0, max_digits=6, decimal_places=2)
    depot_id: int | None = Field(default=None, foreign_key="depot.id", index=True)
    details: dict = Field(default_factory=dict, sa_column=Column(JSON))
    depot: Optional["Depot"] = Relationship(back_populates="parcels")


class Depot(SQLModel, table=True):
    id: int = Field(primary_key=True)
    town: str = Field(unique=True)
