"""One measurement of a peer, in a process of its own.

    peers.py versions
    peers.py igraph|graph-tool '{"do": "betweenness", "graph": "ties.el", ...}'

The answer is one line of JSON: seconds of wall and processor time of the kernel
alone, without loading, and what the kernel found.
"""
import array
import ctypes
import json
import resource
import sys
import time

GOLDEN, PLASTIC = 0.6180339887498949, 0.7548776662466927
ENOUGH, LEAST = 0.5, 3  # what takes less runs until it has had so many seconds and turns


def busy():
    r = resource.getrusage(resource.RUSAGE_SELF)
    return r.ru_utime + r.ru_stime


def timed(work):
    """Runs work until it can be timed: median wall, mean processor seconds, result."""
    walls, start, cpu = [], time.perf_counter(), busy()
    while True:
        before = time.perf_counter()
        result = work()
        walls.append(time.perf_counter() - before)
        spent = time.perf_counter() - start
        if spent >= ENOUGH and (len(walls) == 1 or len(walls) >= LEAST):
            break
    cpu = (busy() - cpu) / len(walls)
    return sorted(walls)[len(walls) // 2], cpu, result


def once(work):
    start, cpu = time.perf_counter(), busy()
    result = work()
    return time.perf_counter() - start, busy() - cpu, result


def ties(path):
    """The number of nodes, and the ends of all ties one after the other."""
    with open(path) as f:
        n, _ = map(int, f.readline().split())
        return n, array.array("q", map(int, f.read().split()))


def keep(task, values):
    if task.get("values"):
        with open(task["values"], "wb") as f:
            array.array("d", values).tofile(f)


def igraph_of(task):
    import igraph
    n, ends = ties(task["graph"])
    return igraph.Graph(n, list(zip(ends[::2], ends[1::2])))


def igraph_betweenness(task):
    if task.get("every", 1) > 1:
        return igraph_from_some(task)
    g = igraph_of(task)
    wall, cpu, values = timed(g.betweenness)
    keep(task, values)
    return wall, cpu, {}


class Vector(ctypes.Structure):
    _fields_ = [("begin", ctypes.c_void_p), ("stop", ctypes.c_void_p), ("end", ctypes.c_void_p)]


class Selection(ctypes.Structure):
    _fields_ = [("kind", ctypes.c_int), ("first", ctypes.c_int64), ("second", ctypes.c_int64)]


def vector_of(items):
    begin, size = items.buffer_info()
    return Vector(begin, begin + 8 * size, begin + 8 * size)


def igraph_from_some(task):
    """Every k-th source by igraph's C library, since its Python module takes all."""
    lib = ctypes.CDLL("libigraph.so.3")
    n, ends = ties(task["graph"])
    sources = array.array("q", range(0, n, task["every"]))
    edges, some, values = vector_of(ends), vector_of(sources), Vector()
    everyone, chosen = Selection(), Selection()
    g, no, ref = ctypes.create_string_buffer(4096), ctypes.c_bool(False), ctypes.byref
    lib.igraph_create(g, ref(edges), ctypes.c_int64(n), no)
    lib.igraph_vector_init(ref(values), ctypes.c_int64(0))
    lib.igraph_vs_all(ref(everyone))
    lib.igraph_vs_vector(ref(chosen), ref(some))
    wall, cpu, fault = once(lambda: lib.igraph_betweenness_subset(g, ref(values), everyone, no, chosen, everyone, None))
    if fault:
        raise RuntimeError("igraph_betweenness_subset: error %d" % fault)
    share = n / len(sources)
    return wall * share, cpu * share, {"sources": len(sources)}


def igraph_nearness(task):
    g = igraph_of(task)
    some = list(range(0, g.vcount(), task.get("every", 1)))
    share = g.vcount() / len(some)
    wall, cpu, (_, harmonic) = once(lambda: (g.closeness(some), g.harmonic_centrality(some)))
    if share == 1:
        keep(task, [h * (g.vcount() - 1) for h in harmonic])
    return wall * share, cpu * share, {"sources": len(some)}


def igraph_kernel(work):
    def run(task):
        g = igraph_of(task)
        wall, cpu, result = timed(lambda: work(g))
        facts = {}
        if task["do"] in ("pagerank", "eigenvector"):
            keep(task, result)
        elif task["do"] == "components":
            facts = {"count": len(result)}
        elif task["do"] == "cores":
            facts = {"count": max(result)}
        else:
            facts = {"count": len(result)}
        return wall, cpu, facts
    return run


def leiden(g):
    return g.community_leiden(objective_function="modularity", n_iterations=2)


def igraph_division(task):
    """The median of the modularity over seeds, the upper of the two in the middle."""
    import random
    g = igraph_of(task)

    def divide():
        reached = []
        for seed in range(task["seeds"]):
            random.seed(seed + 1)
            reached.append(leiden(g).modularity)
        return sorted(reached)[len(reached) // 2]

    wall, cpu, middle = once(divide)
    return wall, cpu, {"modularity": middle}


def igraph_worlds(task):
    """The loop that a user would write: draw, keep, look at the components."""
    g = igraph_of(task)
    m, share = g.ecount(), task["certain"] / 100
    p = [1.0 if PLASTIC * i % 1 < share else 0.3 + 0.7 * (GOLDEN * i % 1) for i in range(m)]
    try:
        import numpy
        p, rng = numpy.array(p), numpy.random.default_rng(task["seed"])
        draw = lambda: numpy.nonzero(rng.random(m) < p)[0].tolist()
    except ImportError:
        import random
        rng = random.Random(task["seed"])
        draw = lambda: [i for i, x in enumerate(p) if rng.random() < x]

    def worlds():
        count = largest = 0
        for _ in range(task["worlds"]):
            sizes = g.subgraph_edges(draw(), delete_vertices=False).connected_components().sizes()
            count += len(sizes)
            largest += max(sizes)
        return {"components": count / task["worlds"], "largest": largest / task["worlds"]}

    wall, cpu, facts = once(worlds)
    return wall / task["worlds"], cpu / task["worlds"], facts


def graph_tool_betweenness(task):
    import graph_tool
    import numpy
    from graph_tool.centrality import betweenness
    graph_tool.openmp_set_num_threads(task["threads"])
    n, ends = ties(task["graph"])
    g = graph_tool.Graph(directed=False)
    g.add_vertex(n)
    g.add_edge_list(numpy.array(ends, dtype=numpy.int64).reshape(-1, 2))
    pivots = None
    if task.get("every", 1) > 1:
        pivots = numpy.arange(0, n, task["every"])
    wall, cpu, (values, _) = timed(lambda: betweenness(g, pivots=pivots, norm=False))
    if pivots is None:
        keep(task, values.a)
        return wall, cpu, {}
    return wall * n / len(pivots), cpu * n / len(pivots), {"sources": len(pivots)}


PEERS = {
    "igraph": {
        "betweenness": igraph_betweenness,
        "nearness": igraph_nearness,
        "worlds": igraph_worlds,
        "components": igraph_kernel(lambda g: g.connected_components()),
        "cores": igraph_kernel(lambda g: g.coreness()),
        "articulation": igraph_kernel(lambda g: g.articulation_points()),
        "pagerank": igraph_kernel(lambda g: g.pagerank()),
        "eigenvector": igraph_kernel(lambda g: g.eigenvector_centrality()),
        "leiden": igraph_kernel(leiden),
        "division": igraph_division,
    },
    "graph-tool": {"betweenness": graph_tool_betweenness},
}


def versions():
    """What is there, for the table; a library that is not there is left out."""
    found = {"Python": sys.version.split()[0]}
    for name, module in (("igraph", "igraph"), ("graph-tool", "graph_tool"), ("numpy", "numpy")):
        try:
            found[name] = __import__(module).__version__.split()[0]
        except ImportError:
            pass
    try:
        ctypes.CDLL("libigraph.so.3")
        found["libigraph"] = "3"
    except OSError:
        pass
    return found


def main():
    if sys.argv[1] == "versions":
        print(json.dumps(versions()))
        return
    task = json.loads(sys.argv[2])
    wall, cpu, facts = PEERS[sys.argv[1]][task["do"]](task)
    print(json.dumps({"wall": wall, "cpu": cpu, "facts": facts}))


main()
