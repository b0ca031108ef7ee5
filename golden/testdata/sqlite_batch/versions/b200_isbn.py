"""books have an ISBN, and pages are numbers"""
import sqlalchemy as sa
from alembic import op

revision = "b200"
down_revision = "a100"

naming = {"fk": "fk_%(table_name)s_%(column_0_name)s"}


def upgrade():
    with op.batch_alter_table("book", naming_convention=naming) as batch:
        batch.add_column(sa.Column("isbn", sa.String(13)))
        batch.alter_column("pages", existing_type=sa.String(10), type_=sa.Integer(), server_default=None)
        batch.alter_column("title", new_column_name="name")
        batch.drop_constraint("ck_title", type_="check")
        batch.drop_constraint("fk_book_author_id", type_="foreignkey")
        batch.create_foreign_key("fk_author", "author", ["author_id"], ["id"], ondelete="SET NULL")
        batch.create_unique_constraint("uq_isbn", ["isbn"])


def downgrade():
    with op.batch_alter_table("book") as batch:
        batch.drop_constraint("uq_isbn", type_="unique")
        batch.drop_constraint("fk_author", type_="foreignkey")
        batch.create_foreign_key("fk_book_author_id", "author", ["author_id"], ["id"])
        batch.alter_column("name", new_column_name="title")
        batch.alter_column("pages", existing_type=sa.Integer(), type_=sa.String(10), server_default="0")
        batch.drop_column("isbn")
        batch.create_check_constraint("ck_title", "length(title) > 0")
