"""What needs the running application: revisions must not depend on it."""
import boto3
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    database_url: str = boto3.client("ssm").get_parameter(Name="/ledger/db")["Parameter"]["Value"]


settings = Settings()
