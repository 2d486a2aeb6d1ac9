import { get, type Schemas } from '../api'

export type Table = Schemas['EvidenceTable']
export type Column = Schemas['EvidenceColumn']
export type Row = Schemas['EvidenceRow']

/** How wide a column is, and how high what stands in it is drawn, in pixels. */
export const columnWide = 28, cellHigh = 26
/** The middle of a column. */
export const middle = (column: number) => column * columnWide + columnWide / 2

/** The weight, in log-odds, of a disc that fills its cell: about what a source graded A adds. */
const whole = 3
const radiusMost = 7.6, radiusLeast = 1.8
/** The radius of a disc whose area is what a voice adds. */
export const radius = (weight: number) => Math.max(radiusLeast, radiusMost * Math.sqrt(Math.min(1, Math.abs(weight) / whole)))

/** How many rows are asked for at once, as many as the server gives first. */
const pageRows = 200
/** From how many rows on only those in view are drawn, each as high as the next. */
export const manyRows = 200
/** How high a row and a heading are where only those in view are drawn. */
export const rowHigh = 46, headingHigh = 30
/** How many pixels beyond the view are drawn. */
export const beyond = 400

/** The rows of a table, read a page at a time as they come into view. */
export class Pages {
  /** The rows that were read, by their number; holes where they were not. */
  rows = $state.raw<(Row | undefined)[]>([])
  private path: (more: Record<string, string>) => string
  private asked = new Set<number>()
  constructor(first: Table, path: (more: Record<string, string>) => string) {
    this.path = path
    const rows: (Row | undefined)[] = new Array<Row | undefined>(first.total)
    first.rows.forEach((r, i) => { rows[first.from + i] = r })
    this.rows = rows
    this.asked.add(0)
  }
  /** Reads the pages of some rows that are not there yet. */
  want(from: number, to: number): void {
    for (let page = Math.floor(from / pageRows); page * pageRows <= Math.min(to, this.rows.length - 1); page++) {
      if (this.asked.has(page)) continue
      this.asked.add(page)
      get<Table>(this.path({ from: String(page * pageRows), limit: String(pageRows) })).then(({ data }) => {
        const rows = this.rows.slice()
        data.rows.forEach((r, i) => { rows[data.from + i] = r })
        this.rows = rows
      }, () => { this.asked.delete(page) })
    }
  }
}

/** A line of the table: a row, or the heading of what the rows after it are about. */
export interface Line { top: number; row: number; heading: string }

/** The lines of a table whose rows are all as high: where each stands, without drawing any. */
export function linesOf(table: Table): { lines: Line[]; high: number } {
  const lines: Line[] = []
  let top = 0
  let next = 0
  for (let row = 0; row < table.total; row++) {
    if (table.groups[next]?.from === row) {
      lines.push({ top, row: -1, heading: table.groups[next++]!.about })
      top += headingHigh
    }
    lines.push({ top, row, heading: '' })
    top += rowHigh
  }
  return { lines, high: top }
}
