"""Asks DuckDB the questions of the timeline benchmark, over the same revisions.

    duckdb_peer.py REVISIONS.csv PAST RUNS STAGES

PAST is the date of the stock in milliseconds, STAGES the kinds of the stages in order (`open,open,won,lost`).
Prints JSON: per question the seconds of each run and the answer as lines, which must equal Sluice's.

The table favours DuckDB: it is sorted by opportunity, `seq` is a revision's place in the order of the happened
clock, so that no statement sorts by two columns, and `visible` (the scope of the one who asks) stands in each row,
so that no statement joins.
"""

import json
import sys
import time

import duckdb

SHOWN = "visible AND voided_at IS NULL"

# The state at the end of the rows that count: DuckDB's arg_max passes over rows where the value is NULL.
STATE = """
    SELECT opportunity, arg_max(stage, seq) AS stage, arg_max(amount, seq) AS amount, arg_max(owner, seq) AS owner
    FROM revisions WHERE {where} GROUP BY opportunity
"""

STOCK = "SELECT stage, count(*), sum(amount) FROM ({state}) WHERE stage IS NOT NULL GROUP BY ALL"

OWNERS = "SELECT owner, stage, count(*), sum(amount) FROM ({state}) WHERE stage IS NOT NULL GROUP BY ALL"

# One bit for each stage in which a record stood: a short answer, out of which every count follows.
FUNNEL = """
    SELECT stood, stage, count(*) FROM (
        SELECT bit_or(1 << stage) AS stood, arg_max(stage, seq) AS stage
        FROM revisions WHERE {shown} AND stage IS NOT NULL GROUP BY opportunity
    ) GROUP BY ALL
"""

TIMES = """
    WITH steps AS (
        SELECT opportunity, seq, stage, happened, lag(stage) OVER record AS before
        FROM revisions WHERE {shown} AND stage IS NOT NULL
        WINDOW record AS (PARTITION BY opportunity ORDER BY seq)
    ), stays AS (
        SELECT stage, lead(happened) OVER (PARTITION BY opportunity ORDER BY seq) - happened AS stay
        FROM steps WHERE before IS DISTINCT FROM stage
    )
    SELECT stage, count(*), quantile_cont(stay, 0.5) FROM stays WHERE stay IS NOT NULL GROUP BY stage
"""

MONTHS = """
    SELECT strftime(date_trunc('month', epoch_ms(entry)), '%Y-%m'), stage, count(*) FROM (
        SELECT min(happened) AS entry, arg_max(stage, seq) AS stage
        FROM revisions WHERE {shown} AND stage IS NOT NULL GROUP BY opportunity
    ) GROUP BY ALL
"""

BY_OWNER = """
    SELECT owner, stage, count(*) FROM (
        SELECT arg_max(stage, seq) AS stage, arg_max(owner, seq) AS owner
        FROM revisions WHERE {shown} GROUP BY opportunity
    ) GROUP BY ALL
"""


def questions(past):
    was = f"{SHOWN} AND happened <= {past}"
    believed = f"visible AND happened <= {past} AND recorded <= {past} AND (voided_at IS NULL OR voided_at > {past})"
    return {
        "stock": STOCK.format(state=STATE.format(where=was)),
        "owners": OWNERS.format(state=STATE.format(where=was)),
        "believed": STOCK.format(state=STATE.format(where=believed)),
        "funnel": FUNNEL.format(shown=SHOWN),
        "times": TIMES.format(shown=SHOWN),
        "months": MONTHS.format(shown=SHOWN),
        "byOwner": BY_OWNER.format(shown=SHOWN),
    }


def funnel_lines(rows, kinds):
    opened = [place for place, kind in enumerate(kinds) if kind == "open"]
    stood, standing, depths = [0] * len(kinds), [0] * len(kinds), [0] * len(opened)
    for bits, last, count in rows:
        standing[last] += count
        for stage in range(len(kinds)):
            stood[stage] += count if bits >> stage & 1 else 0
        depth = max([order for order, stage in enumerate(opened) if bits >> stage & 1], default=0)
        depths[len(opened) - 1 if kinds[last] == "won" else depth] += count
    lines = [["all"] + totals(enumerate(standing), kinds)]
    for stage in range(len(kinds)):
        reached = sum(depths[opened.index(stage):]) if stage in opened else ""
        lines.append([stage, stood[stage], reached, standing[stage]])
    return lines


def totals(counts, kinds):
    sums = {"open": 0, "won": 0, "lost": 0}
    for stage, count in counts:
        sums[kinds[stage]] += count
    return [sum(sums.values()), sums["open"], sums["won"], sums["lost"]]


def lines(name, rows, kinds):
    if name in ("stock", "believed"):
        return [[stage, count, amount or 0] for stage, count, amount in rows]
    if name == "owners":
        return [[owner, stage, count, amount or 0] for owner, stage, count, amount in rows]
    if name == "funnel":
        return funnel_lines(rows, kinds)
    if name == "times":
        return [[stage, count, round(median * 2)] for stage, count, median in rows]
    keys = sorted({row[0] for row in rows})
    return [[key] + totals([row[1:] for row in rows if row[0] == key], kinds) for key in keys]


def main(path, past, runs, stages):
    db = duckdb.connect(":memory:", config={"threads": 2})
    types = "opportunity INTEGER, seq SMALLINT, happened BIGINT, recorded BIGINT, stage TINYINT, amount BIGINT, " \
        "owner SMALLINT, voided_at BIGINT, visible BOOLEAN"
    db.execute(f"CREATE TABLE revisions ({types})")
    db.execute(f"INSERT INTO revisions SELECT * FROM read_csv('{path}', header = false, columns = "
               "{" + ", ".join(f"'{part.split()[0]}': '{part.split()[1]}'" for part in types.split(", ")) + "})")
    answers = {}
    for name, sql in questions(int(past)).items():
        rows = db.execute(sql).fetchall()
        seconds = []
        for _ in range(int(runs)):
            start = time.perf_counter()
            db.execute(sql).fetchall()
            seconds.append(time.perf_counter() - start)
        told = ["|".join(map(str, line)) for line in lines(name, rows, stages.split(","))]
        answers[name] = {"seconds": seconds, "lines": sorted(told)}
    json.dump({"version": duckdb.__version__, "answers": answers}, sys.stdout)


main(*sys.argv[1:])
