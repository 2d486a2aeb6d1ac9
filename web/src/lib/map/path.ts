// The path between two entities on a map.
import type { MapTie } from './scene'

/** The path of ties between two entities of which the weakest stands highest, and of such paths one of the fewest ties; empty where none leads there. */
export function pathBetween(ties: MapTie[], standing: (t: MapTie) => number, from: string, to: string): MapTie[] {
  const of = new Map<string, MapTie[]>()
  const add = (e: string, t: MapTie) => { const list = of.get(e); if (list) list.push(t); else of.set(e, [t]) }
  for (const t of ties) {
    add(t.from, t)
    add(t.to, t)
  }
  // The level that leads there is the highest of those that ties stand at: found by halving.
  const levels = [...new Set(ties.map(standing))].sort((a, b) => a - b)
  let best: MapTie[] = [], low = 0, high = levels.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const path = shortest(of, (t) => standing(t) >= levels[middle]!, from, to)
    if (path.length) { best = path; low = middle + 1 } else high = middle - 1
  }
  return best
}

function shortest(of: Map<string, MapTie[]>, stands: (t: MapTie) => boolean, from: string, to: string): MapTie[] {
  const by = new Map<string, MapTie | undefined>([[from, undefined]])
  const queue = [from]
  for (let k = 0; k < queue.length; k++) {
    const e = queue[k]!
    if (e === to) break
    for (const t of of.get(e) ?? []) {
      const next = t.from === e ? t.to : t.from
      if (by.has(next) || !stands(t)) continue
      by.set(next, t)
      queue.push(next)
    }
  }
  const path: MapTie[] = []
  for (let e = to, t = by.get(to); t; t = by.get(e)) {
    path.unshift(t)
    e = t.from === e ? t.to : t.from
  }
  return path
}
