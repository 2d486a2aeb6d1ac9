import type { Schemas } from '../api'
import { dayNumber } from '../dates'

export type Dossier = Schemas['Dossier']
export type Lane = Schemas['ClaimLane']
export type Voice = Lane['voices'][number]

/** How wide lanes are drawn, in pixels: as wide at both widths of a page, so that it prints as it stands. */
export const laneWide = 452
/** Room behind the last day for the words that stand there. */
const behind = 0.06
/** The middle of the band, half its height, and where the lines of voices begin and how far they are apart. */
const bandAt = 10, bandHalf = 6.5
export const linesFrom = 24, lineStep = 11

/** Time along the lanes of a dossier. */
export class Axis {
  readonly first: number
  readonly last: number
  constructor(first: string, last: string) {
    this.first = dayNumber(first)
    this.last = Math.max(this.first + 30, dayNumber(last))
    this.last += Math.round((this.last - this.first) * behind)
  }
  /** Where a day stands, in pixels. */
  x(day: string): number {
    return Math.round((10 * laneWide * (dayNumber(day) - this.first)) / (this.last - this.first)) / 10
  }
  /** The day number under a place, within the axis. */
  dayUnder(x: number): number {
    return Math.round(this.first + (Math.min(1, Math.max(0, x / laneWide)) * (this.last - this.first)))
  }
}

/** The outline of a band; one of a single day is still to be seen. */
export function bandPath(lane: Lane, axis: Axis): string {
  const thin = 1.5
  const points = lane.band.map((p) => ({ x: axis.x(p.day), h: bandHalf * p.height }))
  if (!points.length) return ''
  if (points.at(-1)!.x - points[0]!.x < 2 * thin) {
    const x = (points[0]!.x + points.at(-1)!.x) / 2
    const h = Math.max(...points.map((p) => p.h))
    points.splice(0, points.length, { x: x - thin, h }, { x: x + thin, h })
  }
  const above = points.map((p) => `${p.x} ${(bandAt - p.h).toFixed(1)}`)
  const below = points.map((p) => `${p.x} ${(bandAt + p.h).toFixed(1)}`).reverse()
  return `M${above.join('L')}L${below.join('L')}Z`
}

export const laneHigh = (lane: Lane) => (lane.voices.length ? linesFrom + lineStep * lane.voices.length - 4 : 2 * bandAt)

/** The longest name that stands beside a line. */
const nameMost = 22
export const shortName = (name: string) => (name.length <= nameMost ? name : name.slice(0, nameMost - 1).trimEnd() + '…')
/** About how wide small words are, in pixels. */
export const wordWide = (words: string) => 6.2 * words.length
