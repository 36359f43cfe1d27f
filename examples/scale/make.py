"""Writes as many résumés as asked for, a line each, that `recto build --batch` takes.

    python3 make.py RESUME.yaml 1000 > resumes.ndjson

Each says something else, in as many words, so that none is made of another's pages: a number
stands after the name, and the words of highlights, which are indented, stand in another order.
"""

import json
import random
import re
import sys

# A line of text that is no key: what it begins with, and the rest.
TEXT = re.compile(r"^( {6,}(?:- )?\w+ )([^:]+)$")


def another(text: str, number: int) -> str:
    order = random.Random(number)
    lines = re.sub(r"(name: .+)", rf"\1 {number}", text, count=1).split("\n")
    for index, line in enumerate(lines):
        if found := TEXT.match(line):
            words = found[2].split()
            order.shuffle(words)
            lines[index] = found[1] + " ".join(words)
    return "\n".join(lines)


path, count = sys.argv[1], int(sys.argv[2])
resume = open(path, encoding="utf-8").read()
for number in range(count):
    print(json.dumps({"id": number, "resume": another(resume, number)}, ensure_ascii=False))
