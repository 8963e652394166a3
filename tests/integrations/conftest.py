"""One Spark for all tests that need it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.integrations.spark_here import require_spark, start_session

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


@pytest.fixture(scope="session")
def spark() -> "Iterator[SparkSession]":
    """Start Spark, or skip where there is none."""
    require_spark()
    session = start_session()
    yield session
    session.stop()
