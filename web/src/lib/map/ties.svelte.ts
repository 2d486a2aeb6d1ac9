// The ties of a map as objects, made of the columns that the server sends. What a tie says is asked for when somebody looks at it.
import { get, type Schemas } from '../api'
import { ofCase } from '../study.svelte'

export type MapNode = Schemas['MapNode'] & { label: string }

/** Up to how many ties are told by one answer. */
const toldMost = 200

/** What ties say, in words: read for those that are shown, and kept as long as their map. */
class Words {
  private told = $state.raw(new Map<string, Schemas['ToldClaim']>())
  private wanted = new Set<number>()
  private asked = new Set<number>()

  of(t: MapTie): Schemas['ToldClaim'] | undefined {
    const known = this.told.get(t.claim)
    if (!known && !this.asked.has(t.number)) {
      if (!this.wanted.size) setTimeout(() => void this.ask())
      this.wanted.add(t.number)
      this.asked.add(t.number)
    }
    return known
  }

  private async ask(): Promise<void> {
    const numbers = [...this.wanted]
    this.wanted.clear()
    for (let k = 0; k < numbers.length; k += toldMost) {
      const part = numbers.slice(k, k + toldMost)
      try {
        const { data } = await get<Schemas['ToldClaim'][]>(ofCase('map/ties', { number: part.map(String) }))
        this.told = new Map([...this.told, ...data.map((c) => [c.claim, c] as const)])
      } catch {
        for (const n of part) this.asked.delete(n) // asked again when they are looked at again
      }
    }
  }
}

/** A claim on a map. */
export class MapTie {
  constructor(
    private words: Words, readonly number: number, readonly claim: string, readonly from: string, readonly to: string, private is: Schemas['MapRelation'],
    readonly standing: number, readonly origins: number, readonly contested: boolean, readonly reading: boolean,
  ) {}
  get relation() { return this.is.relation }
  get reads() { return this.is.reads }
  get class() { return this.is.class }
  get directed() { return !!this.is.directed }
  get negative() { return !!this.is.negative }
  /** What it says and who says so; empty until that is read. */
  get sentence(): string { return this.words.of(this)?.sentence ?? '' }
  get says(): string { return this.words.of(this)?.says ?? '' }
}

/** A map as it is worked with. */
export interface NetworkMap {
  nodes: MapNode[]
  ties: MapTie[]
  cut?: Schemas['MapCut']
  caption: Schemas['Caption']
}

/** Makes a map of what the server sends. */
export function mapOf({ nodes, relations, ties, cut, caption }: Schemas['NetworkMap']): NetworkMap {
  const words = new Words()
  const contested = new Set(ties.contested), readings = new Set(ties.readings)
  const end = (at: number[], k: number) => nodes[at[k]!]!.entity
  return {
    nodes: nodes.map((n) => ({ ...n, label: n.label ?? n.name })), cut, caption,
    ties: ties.numbers.map((number, k) => new MapTie(words, number, ties.claims[k]!, end(ties.from, k), end(ties.to, k), relations[ties.relations[k]!]!, ties.standing[k]!, ties.origins[k]!, contested.has(k), readings.has(k))),
  }
}
