"""Whether Spark can run here, and how it is started for tests."""

import os
import shutil
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


# A Java that lives for seconds: half the processor time of one that tunes itself (measured).
_SHORT_LIVED = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"


def require_spark() -> None:
    """Skip a test where Spark cannot run, and say why; where CI is set that is a failure."""
    os.environ.setdefault("JDK_JAVA_OPTIONS", _SHORT_LIVED)
    missing = [
        *(["pyspark (pip install -e '.[spark]')"] if find_spec("pyspark") is None else []),
        *(["java (apt-get install openjdk-17-jre-headless)"] if not shutil.which("java") else []),
    ]
    if missing and os.environ.get("CI"):
        pytest.fail(f"there is no {' and no '.join(missing)}, and CI is set")
    if missing:
        pytest.skip(f"there is no {' and no '.join(missing)}")


def start_session() -> "SparkSession":
    """Start a Spark of two threads on this machine."""
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]")
    settings: dict[str, bool | float | int | str | None] = {
        "spark.ui.enabled": False,
        "spark.driver.host": "localhost",
        "spark.sql.shuffle.partitions": 2,
    }
    session = builder.config(map=settings).getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    return session
