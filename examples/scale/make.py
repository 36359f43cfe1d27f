"""Writes as many résumés as asked for, a line each, that `recto build --batch` takes.

    python3 make.py RESUME.yaml 1000 > resumes.ndjson
"""

import json
import sys

path, count = sys.argv[1], int(sys.argv[2])
text = open(path, encoding="utf-8").read()
for number in range(count):
    # Each a little different, so that none is made of another's pages.
    print(json.dumps({"id": number, "resume": f"{text}\nx-number: {number}\n"}, ensure_ascii=False))
