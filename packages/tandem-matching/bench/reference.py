"""Solves assignment problems with scipy for comparison: reads what the benchmark wrote, prints milliseconds and the sum as JSON."""
import json
import sys
import time

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

kind, path, rows, columns = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
if kind == "dense":
    weights = np.fromfile(path, dtype=np.int16).reshape(rows, columns).astype(np.float64)
    start, start_cpu = time.perf_counter(), time.process_time()
    chosen = linear_sum_assignment(weights, maximize=True)
    elapsed, cpu = time.perf_counter() - start, time.process_time() - start_cpu
    total = int(weights[chosen].sum())
else:
    # Stored as cost + 1 because an explicit zero would count as a missing edge.
    row_start, column, weight = (np.fromfile(f"{path}.{part}", dtype=np.int32) for part in ("start", "column", "weight"))
    graph = csr_matrix((10001.0 - weight, column, row_start), shape=(rows, columns))
    start, start_cpu = time.perf_counter(), time.process_time()
    chosen = min_weight_full_bipartite_matching(graph)
    elapsed, cpu = time.perf_counter() - start, time.process_time() - start_cpu
    total = int(10001 * len(chosen[0]) - graph[chosen].sum())
print(json.dumps({"milliseconds": elapsed * 1000, "cpu": cpu * 1000, "sum": total}))
