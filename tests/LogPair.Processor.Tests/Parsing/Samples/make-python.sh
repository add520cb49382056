#!/bin/bash
# Makes python-text.log with the logging of the Python 3 that is installed: each level and a traceback, by each usual format.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)

python3 - "$here/python-text.log" <<'PYTHON'
import logging
import sys

FORMATS = [
    ("%(asctime)s - %(name)s - %(levelname)s - %(message)s", None),
    (logging.BASIC_FORMAT, None),
    ("%(asctime)s %(levelname)-8s %(name)s: %(message)s", None),
    ("%(asctime)s [%(levelname)s] %(name)s: %(message)s", None),
    ("[%(asctime)s] [%(process)d] [%(levelname)s] %(message)s", "%Y-%m-%d %H:%M:%S %z"),
]

log = logging.getLogger("shop.orders")
log.setLevel(logging.DEBUG)
with open(sys.argv[1], "w", encoding="utf-8") as file:
    for text, datefmt in FORMATS:
        handler = logging.StreamHandler(file)
        handler.setFormatter(logging.Formatter(text, datefmt))
        log.handlers = [handler]
        for level in (logging.DEBUG, logging.INFO, logging.WARNING, logging.ERROR, logging.CRITICAL):
            log.log(level, "order %d: a - b [c]", level)
        try:
            {}["größe"]
        except KeyError:
            log.exception("failed")
PYTHON
