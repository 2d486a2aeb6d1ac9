// What a map shows on a date: the entities, the lines between them, and how many there are of each sort.
import { plain } from '../names'
import type { MapNode, MapTie, NetworkMap } from './ties.svelte'

export type { MapNode, MapTie }

/** The name of an entity in another script, where a source spells it so. */
export function foreign(n: MapNode): string | undefined {
  const s = n.spellings?.find((s) => s.foreign)
  return s && plain(s.name)
}

/** The bands of standing, the lowest first: the least of each, and its words. */
export const bands = [
  { least: 0, words: 'below .20' },
  { least: 0.2, words: '.20 up' },
  { least: 0.5, words: '.50 up' },
  { least: 0.8, words: '.80 up' },
]

/** The band of a standing, 0 to 3. */
export function bandOf(standing: number): number {
  return bands.filter((b) => standing >= b.least).length - 1
}

/** What the reader has hidden, in the words of the program. */
export interface Hidden {
  kinds: string[]
  bands: string[]
  classes: string[]
}

/** A line: all claims that tie one entity to another in one direction and sense. */
export interface Line {
  from: number
  to: number
  ties: MapTie[]
  band: number
  origins: number
  directed: boolean
  negative: boolean
  contested: boolean
  /** How many lines between the same two were before it: each bends further. */
  beside: number
}

/** A map on a date. */
export interface Scene {
  nodes: MapNode[]
  /** By position among the nodes: whether a tie of it stands on the date. */
  present: boolean[]
  lines: Line[]
  ties: MapTie[]
  /** How many ties stand on the date, hidden or not. */
  standing: number
  /** How many there are of each kind, band and class on the date, hidden or not. */
  counts: { kinds: Map<string, number>; bands: Map<string, number>; classes: Map<string, number> }
}

function count(of: Map<string, number>, word: string, by = 1): void {
  of.set(word, (of.get(word) ?? 0) + by)
}

/** Chooses what is drawn of a map, with the standings of a date. */
export function sceneOf(map: NetworkMap, standing: (t: MapTie) => number, hidden: Hidden): Scene {
  const kind = new Map(map.nodes.map((n) => [n.entity, n.kind]))
  const counts: Scene['counts'] = { kinds: new Map(), bands: new Map(), classes: new Map() }
  const met = new Set<string>()
  const ties: MapTie[] = []
  let standingNow = 0
  for (const t of map.ties) {
    const p = standing(t)
    const band = String(bandOf(p))
    count(counts.classes, t.class, p > 0 ? 1 : 0)
    if (p <= 0) continue
    count(counts.bands, band)
    standingNow++
    met.add(t.from).add(t.to)
    if (hidden.classes.includes(t.class) || hidden.bands.includes(band)) continue
    if (hidden.kinds.includes(kind.get(t.from)!) || hidden.kinds.includes(kind.get(t.to)!)) continue
    ties.push(t)
  }
  for (const n of map.nodes) count(counts.kinds, n.kind, met.has(n.entity) ? 1 : 0)
  const nodes = map.nodes.filter((n) => !hidden.kinds.includes(n.kind))
  const { cut } = map // of a map that is drawn in part the server counts what is not drawn too
  return {
    nodes, present: nodes.map((n) => met.has(n.entity)), lines: linesOf(nodes, ties, standing), ties, standing: cut ? cut.standing : standingNow,
    counts: cut ? { kinds: new Map(Object.entries(cut.kinds)), bands: new Map(cut.bands.map((n, b) => [String(b), n])), classes: new Map(Object.entries(cut.classes)) } : counts,
  }
}

/** Joins the claims that one line stands for. */
function linesOf(nodes: MapNode[], ties: MapTie[], standing: (t: MapTie) => number): Line[] {
  const at = new Map(nodes.map((n, i) => [n.entity, i]))
  const lines = new Map<string, Line>()
  const between = new Map<string, number>()
  for (const t of ties) {
    const from = at.get(t.from)!, to = at.get(t.to)!
    const name = [from, to, t.negative, t.directed].join()
    let line = lines.get(name)
    if (!line) {
      const pair = Math.min(from, to) + ',' + Math.max(from, to)
      const beside = between.get(pair) ?? 0
      between.set(pair, beside + 1)
      line = { from, to, ties: [], band: 0, origins: 0, directed: t.directed, negative: t.negative, contested: false, beside }
      lines.set(name, line)
    }
    line.ties.push(t)
    line.band = Math.max(line.band, bandOf(standing(t)))
    line.origins = Math.max(line.origins, t.origins)
    line.contested ||= t.contested
  }
  return [...lines.values()]
}

/** The positions of an entity and of those that it is tied to; empty without one. */
export function neighbours(scene: Scene, entity: string): Set<number> {
  const near = new Set<number>()
  const at = scene.nodes.findIndex((n) => n.entity === entity)
  if (at < 0) return near
  near.add(at)
  for (const l of scene.lines) {
    if (l.from === at) near.add(l.to)
    if (l.to === at) near.add(l.from)
  }
  return near
}
