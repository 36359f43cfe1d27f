"""Builds résumés on Apache Spark: each partition goes through one `recto build --batch`.

    python3 spark.py RECTO RÉSUMÉS.ndjson [FOLDER]

A line of the input is what docs/scale.md describes. Without a folder for the answers, only their number is printed.
"""

import json
import sys

from pyspark.sql import SparkSession


def main(recto, resumes, folder=None):
    spark = SparkSession.builder.appName("recto").config("spark.ui.enabled", "false").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    # One process for each partition, and each uses all cores it may: on a cluster, one for each machine.
    lines = spark.sparkContext.textFile(resumes, minPartitions=spark.sparkContext.defaultParallelism)
    # A résumé that fails has a line that says so; it must not fail the partition.
    answers = lines.pipe(f"sh -c '\"{recto}\" build --batch || [ $? = 1 ]'")
    if folder:
        answers.saveAsTextFile(folder)
        answers = spark.sparkContext.textFile(folder)
    built = answers.map(json.loads).map(lambda answer: (1, int(answer["ok"]), answer.get("pages", 0)))
    total, ok, pages = built.reduce(lambda one, other: tuple(map(sum, zip(one, other))))
    print(f"{ok} of {total} built, {pages} pages")
    spark.stop()
    return ok == total


if __name__ == "__main__":
    sys.exit(not main(*sys.argv[1:]))
