from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention={"pk": "pk_%(table_name)s"})


db = SQLAlchemy(model_class=Base)
db.session_bulk = db._make_scoped_session({"bind_key": "bulk"})


def create_app():
    app = Flask(__name__)
    db.init_app(app)
    return app
