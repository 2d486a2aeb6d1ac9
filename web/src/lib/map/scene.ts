// What a map shows on a date: the entities, the lines between them, and how many there are of each sort.
import type { Schemas } from '../api'
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
  { name: '0', least: 0, words: 'below .20' },
  { name: '.2', least: 0.2, words: '.20 up' },
  { name: '.5', least: 0.5, words: '.50 up' },
  { name: '.8', least: 0.8, words: '.80 up' },
]

/** The band of a standing, 0 to 3. */
export function bandOf(standing: number): number {
  return bands.filter((b) => standing >= b.least).length - 1
}

/** What became of ties, as the server has it: by their numbers. */
export type Turns = Map<number, Schemas['MapTurn']>

/** What the reader has hidden, in the words of the program and the ids of entities. */
export interface Hidden {
  kinds: string[]
  bands: string[]
  classes: string[]
  turns: string[]
  only: Set<string>
  hide: Set<string>
  /** Those of whom all ties and neighbours are shown whatever is hidden. */
  expanded: Set<string>
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
  turn?: Schemas['MapTurn']
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
  /** What became of ties between two dates, where two are compared. */
  turns?: Turns
  /** How many there are of each kind, band and class, hidden or not. */
  counts: { kinds: Map<string, number>; bands: Map<string, number>; classes: Map<string, number> }
}

function count(of: Map<string, number>, word: string, by = 1): void {
  of.set(word, (of.get(word) ?? 0) + by)
}

/** Chooses what is drawn of a map, with the standings of a date, and with what became of its ties where two dates are compared. */
export function sceneOf(map: NetworkMap, standing: (t: MapTie) => number, hidden: Hidden, turned?: Turns): Scene {
  const kind = new Map(map.nodes.map((n) => [n.entity, n.kind]))
  const counts: Scene['counts'] = { kinds: new Map(), bands: new Map(), classes: new Map() }
  const met = new Set<string>(), near = new Set<string>(hidden.expanded)
  const ties: MapTie[] = []
  const away = (e: string) => hidden.hide.has(e) || (hidden.only.size > 0 && !hidden.only.has(e))
  for (const t of map.ties) {
    const p = standing(t)
    const band = bandOf(p), turn = turned && (turned.get(t.number)?.turn ?? 'same')
    count(counts.classes, t.class, p > 0 ? 1 : 0)
    if (p <= 0) continue
    count(counts.bands, String(band))
    met.add(t.from).add(t.to)
    const expanded = hidden.expanded.has(t.from) || hidden.expanded.has(t.to)
    if (expanded) near.add(t.from).add(t.to)
    else if (away(t.from) || away(t.to) || hidden.classes.includes(t.class) || hidden.bands.includes(bands[band]!.name) || (turn && hidden.turns.includes(turn)) || hidden.kinds.includes(kind.get(t.from)!) || hidden.kinds.includes(kind.get(t.to)!)) continue
    ties.push(t)
  }
  for (const n of map.nodes) count(counts.kinds, n.kind, met.has(n.entity) ? 1 : 0)
  const nodes = map.nodes.filter((n) => near.has(n.entity) || (!hidden.kinds.includes(n.kind) && !away(n.entity)))
  const { cut } = map // of a map that is drawn in part the server counts what is not drawn too
  return {
    nodes, present: nodes.map((n) => met.has(n.entity)), lines: linesOf(nodes, ties, standing, turned), ties, turns: turned,
    counts: cut ? { kinds: new Map(Object.entries(cut.kinds)), bands: new Map(cut.bands.map((n, b) => [String(b), n])), classes: new Map(Object.entries(cut.classes)) } : counts,
  }
}

/** Joins the claims that one line stands for. */
function linesOf(nodes: MapNode[], ties: MapTie[], standing: (t: MapTie) => number, turned?: Turns): Line[] {
  const at = new Map(nodes.map((n, i) => [n.entity, i]))
  const lines = new Map<number | string, Line>()
  const between = new Map<number, number>()
  for (const t of ties) {
    const from = at.get(t.from)!, to = at.get(t.to)!
    const turn = turned?.get(t.number)
    const sort = 4 * (from * nodes.length + to) + 2 * Number(t.negative) + Number(t.directed)
    const name = turn ? sort + turn.turn : sort
    let line = lines.get(name)
    if (!line) {
      const pair = Math.min(from, to) * nodes.length + Math.max(from, to)
      const beside = between.get(pair) ?? 0
      between.set(pair, beside + 1)
      line = { from, to, ties: [], band: 0, origins: 0, directed: t.directed, negative: t.negative, contested: false, turn, beside }
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
