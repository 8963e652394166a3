"""Clean a column of a Spark DataFrame on two threads of this machine: spark_clean.py [FOLDER]."""

import os
import sys

os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # before Spark begins: it has dedup

from pyspark.sql import SparkSession

from dedup.integrations.spark import clean_column

FERRY = "The night ferry to Aldous Point was cancelled again because of fog."
BRIDGE = "The old bridge over the Corran was closed to lorries on Thursday."
ARTICLES = [
    (1, f"{FERRY}\n\nPassengers slept in the waiting room.\n\n{FERRY}\n"),
    (2, f"{BRIDGE} Its northern pier has sunk by four centimeters.\n"),
    (3, None),
]


def main(folder: str | None = None) -> None:
    """Print what was removed from each article, and write the cleaned ones where asked to."""
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", False)
    spark = builder.getOrCreate()
    articles = spark.createDataFrame(ARTICLES, "id int, text string")
    cleaned = clean_column(articles)
    for article in cleaned.collect():
        print(f"{article['id']}: {article['text']!r}")
        for removed in article["dedup_removed"] or []:
            print(f"   removed {removed['start']}-{removed['end']}, which repeated ", end="")
            print(f"{removed['source_start']}-{removed['source_end']} ({removed['kind']})")
    if folder:
        cleaned.write.parquet(folder)
        print(f"written to {folder}")
    spark.stop()


main(*sys.argv[1:2])
