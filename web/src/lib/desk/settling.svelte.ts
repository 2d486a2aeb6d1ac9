import { keyOf, type Schemas, write } from '../api'
import { changes } from '../changes.svelte'
import { place } from '../place.svelte'
import { takeBack } from '../undo.svelte'

/** A row of the desk that can be settled where it stands. */
export interface Waits { kind: string; id: string; settle: Schemas['Settling'][] }

/** A row that was settled here, at its place, with the entry that did. */
interface Kept<R> { row: R; at: number; way: Schemas['Settling']; entry: number }

/** The rows of a list that wait, and those that were settled here: they stand where they stood until the desk is left. */
export class Settled<R extends Waits> {
  private kept = $state.raw<Kept<R>[]>([])
  private waiting: () => R[]
  private log: () => Schemas['HistoryEntry'][]
  constructor(waiting: () => R[], log: () => Schemas['HistoryEntry'][]) {
    this.waiting = waiting
    this.log = log
  }
  get rows(): R[] {
    const waiting = this.waiting()
    const here = (k: Kept<R>) => waiting.find((r) => r.id === k.row.id)
    const kept = this.kept.filter((k) => this.of(k.row) || !here(k))
    const out = waiting.filter((r) => !kept.some((k) => k.row.id === r.id))
    for (const k of kept) out.splice(k.at, 0, here(k) ?? k.row)
    return out
  }
  /** How a row was settled, as long as that holds. */
  of(row: R): Kept<R> | undefined {
    return this.kept.find((k) => k.row.id === row.id && !this.log().some((e) => e.seq === k.entry && e.taken_back_by))
  }
  /** Keeps how a row was settled. What was changed since it was read is a conflict. */
  async settle(row: R, way: Schemas['Settling'], day: string, seen: number): Promise<void> {
    const at = this.rows.findIndex((r) => r.id === row.id)
    const values = { ...way.to, ...(way.on ? { [way.on]: day } : {}) }
    const done = await write('PATCH', `/cases/${place.caseKey}/records/${row.kind}/${keyOf(row.kind, row.id)}`, { values }, { seen })
    this.kept = [...this.kept.filter((k) => k.row.id !== row.id), { row, at, way, entry: done.data.entry }]
    changes.tell()
  }
  async undo(k: Kept<R>): Promise<void> {
    if (await takeBack('undo', k.entry)) this.kept = this.kept.filter((o) => o !== k)
  }
}
