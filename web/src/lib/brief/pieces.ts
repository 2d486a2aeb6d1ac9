import type { Schemas } from '../api'

export type Reference = Schemas['BriefReference']
export type Finding = Schemas['Marked']

/** A stretch of the text as it is painted. */
interface Piece {
  text: string
  /** Where it begins in the text. */
  at: number
  /** The reference that it is, with its verb and what stands in its brackets before and as its name. */
  ref?: { before: string; verb: string; name: string; after: string; info?: Reference }
  /** The number of the finding that it is about, -1 for none. */
  finding: number
  heading: boolean
  strong: boolean
}

const reference = /\[\[[^[\]\n]*\]\]|\{\{[^{}\n]*\}\}/g
const bold = /\*\*[^*\n]+\*\*/g

/** The places of characters in a text whose characters may be two units long. */
export function units(text: string): (at: number) => number {
  if (!/[\ud800-\udbff]/.test(text)) return (at) => at
  const starts: number[] = []
  for (let i = 0; i < text.length; i += text.codePointAt(i)! > 0xffff ? 2 : 1) starts.push(i)
  return (at) => starts[at] ?? text.length
}

/** How much two texts have in common at their beginnings, and then at their ends. */
function common(a: string, b: string): { head: number; tail: number } {
  const most = Math.min(a.length, b.length)
  let head = 0
  while (head < most && a[head] === b[head]) head++
  let tail = 0
  while (tail < most - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++
  return { head, tail }
}

/** Where a place of an older text is in a newer one; -1 where it was changed. */
export function moved(was: string, is: string): (at: number) => number {
  if (was === is) return (at) => at
  const { head, tail } = common(was, is)
  return (at) => (at <= head ? at : at >= was.length - tail ? at + is.length - was.length : -1)
}

/** The part of a text that another has not, with a few words before it. */
export function otherwise(mine: string, other: string): string {
  const { head, tail } = common(mine, other)
  const most = 200
  const part = other.slice(Math.max(0, head - 40), other.length - tail)
  return (part.length > most ? part.slice(0, most) + '…' : part).trim()
}

/** A line that stands in one of two texts alone. */
export interface Changed { text: string; gone: boolean }

/** The lines by which two texts differ: those of the first that are gone, and the new ones. */
export function difference(was: string, is: string): Changed[] {
  const [a, b] = [was, is].map((t) => t.split('\n').filter((l) => l.trim())) as [string[], string[]]
  const most: number[][] = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0))
  for (let i = a.length - 1; i >= 0; i--) for (let j = b.length - 1; j >= 0; j--) most[i]![j] = a[i] === b[j] ? most[i + 1]![j + 1]! + 1 : Math.max(most[i + 1]![j]!, most[i]![j + 1]!)
  const out: Changed[] = []
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    if (i < a.length && a[i] === b[j]) { i++; j++ }
    else if (i < a.length && (j === b.length || most[i + 1]![j]! >= most[i]![j + 1]!)) out.push({ text: a[i++]!, gone: true })
    else out.push({ text: b[j++]!, gone: false })
  }
  return out
}

/** What the references of a rendered text refer to, by how they are written. */
export function known(text: string, references: Reference[]): Map<string, Reference> {
  const unit = units(text)
  return new Map(references.map((r) => [text.slice(unit(r.at), unit(r.at + r.length)), r]))
}

/** Cuts a text into what is painted alike. Findings stand where they are in this text. */
export function pieces(text: string, info: Map<string, Reference>, findings: { at: number; to: number }[]): Piece[] {
  const cuts = new Set([0, text.length])
  const marks: { at: number; to: number; ref?: boolean; strong?: boolean }[] = []
  for (const m of text.matchAll(reference)) marks.push({ at: m.index, to: m.index + m[0].length, ref: true })
  for (const m of text.matchAll(bold)) marks.push({ at: m.index, to: m.index + m[0].length, strong: true })
  const lines: number[] = []
  for (const m of text.matchAll(/^#.*$/gm)) { lines.push(m.index); marks.push({ at: m.index, to: m.index + m[0].length }) }
  for (const m of [...marks, ...findings.filter((f) => f.at >= 0)]) cuts.add(m.at).add(m.to)
  const refs = marks.filter((m) => m.ref)
  const at = [...cuts].filter((c) => !refs.some((r) => c > r.at && c < r.to)).sort((a, b) => a - b)
  return at.slice(0, -1).map((from, i) => {
    const to = at[i + 1]!
    const s = text.slice(from, to)
    const isRef = refs.some((r) => r.at === from && r.to === to)
    const parts = isRef ? /^(\[\[|\{\{)(\s*[a-z]+\s+)?(.*?)(\]\]|\}\})$/.exec(s) : null
    return {
      text: s, at: from,
      ref: parts ? { before: parts[1]! + (parts[2] ?? ''), verb: (parts[2] ?? '').trim(), name: parts[3]!, after: parts[4]!, info: info.get(s) } : undefined,
      finding: findings.findIndex((f) => f.at >= 0 && f.at < Math.max(to, from + 1) && f.to > from),
      heading: marks.some((m) => !m.ref && !m.strong && m.at <= from && to <= m.to),
      strong: marks.some((m) => m.strong === true && m.at <= from && to <= m.to),
    }
  })
}
