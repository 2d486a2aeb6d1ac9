// Where names go: beside their node, on at most two lines, so that none meets a node or another name.

interface Box {
  x: number
  y: number
  width: number
  height: number
}

export interface Label extends Box {
  lines: string[]
  align: 'left' | 'center' | 'right'
}

export const fontSize = 11
const lineHeight = 13
const narrow = 92, wide = 132

/** Whether a text begins in a script that runs from right to left. */
export function rightToLeft(text: string): boolean {
  const strong = /\p{L}/u.exec(text)?.[0]
  return !!strong && /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.test(strong)
}

/** Breaks a name into at most two lines, narrow ones if it can; what does not fit ends in "…". */
export function broken(text: string, width: (s: string) => number): string[] {
  const words = text.split(/\s+/).filter(Boolean)
  if (words.length < 2 || width(text) <= narrow) return [cut(text, width)]
  let best = [text, ''], bestWidth = Infinity
  for (let i = 1; i < words.length; i++) {
    const pair = [words.slice(0, i).join(' '), words.slice(i).join(' ')]
    const w = Math.max(...pair.map(width))
    if (w < bestWidth) [best, bestWidth] = [pair, w]
  }
  return best.map((line) => cut(line, width))
}

function cut(line: string, width: (s: string) => number): string {
  if (width(line) <= wide) return line
  const letters = [...line]
  while (letters.length && width(letters.join('') + '…') > wide) letters.pop()
  return letters.join('').trimEnd() + '…'
}

/** How much worse it is to meet a node or a sign than another name. */
const hard = 4

/** Boxes that were taken, found by place: names, and what no name may cover. */
class Taken {
  private cells = new Map<number, Set<Box>>()

  private *around(b: Box): Generator<number> {
    for (let x = Math.floor(b.x / 64); x <= Math.floor((b.x + b.width) / 64); x++) {
      for (let y = Math.floor(b.y / 64); y <= Math.floor((b.y + b.height) / 64); y++) yield x * 65536 + y
    }
  }

  add(b: Box): void {
    for (const c of this.around(b)) {
      const cell = this.cells.get(c)
      if (cell) cell.add(b)
      else this.cells.set(c, new Set([b]))
    }
  }

  remove(b: Box): void {
    for (const c of this.around(b)) this.cells.get(c)?.delete(b)
  }

  /** How much of a box is taken, in square pixels; it may stop counting where it is enough. */
  met(b: Box, enough: number): number {
    let area = 0
    for (const c of this.around(b)) {
      for (const o of this.cells.get(c) ?? []) {
        area += overlap(b, o) * ('lines' in o ? 1 : hard)
        if (area >= enough) return area
      }
    }
    return area
  }

  /** The one name that a box meets, where it meets nothing else. */
  alone(b: Box): Label | undefined {
    let one: Label | undefined
    for (const c of this.around(b)) {
      for (const o of this.cells.get(c) ?? []) {
        if (o === one || !overlap(b, o)) continue
        if (one || !('lines' in o)) return undefined
        one = o as Label
      }
    }
    return one
  }
}

/** How much two boxes have in common, in square pixels. */
function overlap(a: Box, b: Box): number {
  const w = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const h = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return w > 0 && h > 0 ? w * h : 0
}

/** A node that wants its name beside it. */
interface Named {
  x: number
  y: number
  text: string
  /** Its name in another script: a line of its own, where there is room. */
  also?: string
  /** A name that is never left out. */
  must: boolean
}

/** The directions in which a name may stand from its node, in twelfths of a turn clockwise from the right, the best first. */
const turns = [0, 6, 3, 9, 1, 5, 11, 7, 2, 4, 10, 8].map((t) => ({ x: Math.cos((t * Math.PI) / 6), y: Math.sin((t * Math.PI) / 6), centred: t % 6 === 3 }))

/** The places of a label around a node, the nearest first. */
function* candidates(n: Named, few: boolean, lines: string[], width: number): Generator<Label> {
  const height = lines.length * lineHeight
  for (const away of n.must ? [10, 22, 38, 58] : few ? [10, 18, 27] : [10, 18]) {
    for (const { x, y, centred } of turns) {
      yield {
        x: n.x + (centred ? -width / 2 : x > 0 ? x * away : x * away - width),
        y: n.y + y * (away + height / 2 - 0.5) - height / 2,
        width, height, lines, align: centred ? 'center' : x > 0 ? 'left' : 'right',
      }
    }
  }
}

/** How far names may reach past the outermost nodes. */
const rim = { x: 68, y: 34 }

function boundsOf(nodes: Named[]): Box {
  let left = Infinity, right = -Infinity, top = Infinity, bottom = -Infinity
  for (const n of nodes) {
    left = Math.min(left, n.x)
    right = Math.max(right, n.x)
    top = Math.min(top, n.y)
    bottom = Math.max(bottom, n.y)
  }
  return { x: left - rim.x, y: top - rim.y, width: right - left + 2 * rim.x, height: bottom - top + 2 * rim.y }
}

/** The ways to break a name, the best first: with its name in another script, and among few in one line where it is not too long. */
function* waysOf(n: Named, few: boolean, width: (s: string) => number): Generator<string[]> {
  const lines = broken(n.text, width)
  if (n.also) yield [...lines, cut(n.also, width)]
  yield lines
  if (lines.length > 1 && few && width(n.text) <= wide) yield [n.text]
}

/** Up to how many names are moved to make room for others, and signs for nodes: of more most are left out anyway. */
export const movedMost = 400

/** Places the names in the order given, clear of nodes and signs; a name without room is left out unless it must be there. */
export function placed(nodes: Named[], radius: number, width: (s: string) => number, signs: { x: number; y: number }[] = [], signRadius = 0): (Label | undefined)[] {
  const taken = new Taken(), few = nodes.length <= movedMost
  for (const [points, r] of [[nodes, radius], [signs, signRadius]] as const) for (const p of points) taken.add({ x: p.x - r, y: p.y - r, width: 2 * r, height: 2 * r })
  const bounds = boundsOf(nodes)
  const past = (b: Box) => b.width * b.height - overlap(b, bounds)
  const places = nodes.map((n) => [...waysOf(n, few, width)].map((lines) => [n, few, lines, Math.max(...lines.map(width)) + 2] as const))
  /** The best place of a name: one that may be left out has none where nothing is free, one that must be there goes where it meets least. */
  const best = (i: number, must: boolean): { label?: Label; met: number } => {
    let label: Label | undefined, met = must ? Infinity : Number.MIN_VALUE
    for (const way of places[i]!) {
      for (const c of candidates(...way)) {
        const out = past(c)
        if (out >= met) continue
        const m = out + taken.met(c, met - out)
        if (m < met) [label, met] = [c, m]
        if (m === 0) return { label, met: 0 }
      }
    }
    return { label, met }
  }
  const labels: (Label | undefined)[] = [], unhappy: number[] = []
  nodes.forEach((n, i) => {
    const { label, met } = best(i, n.must)
    labels.push(label)
    if (label) taken.add(label)
    if (!label || met > 0) unhappy.push(i)
  })
  if (few) for (const i of unhappy) makeRoom(i)
  return labels

  /** Gives a name the place of another that finds room elsewhere. */
  function makeRoom(i: number): void {
    const was = labels[i]
    if (was) taken.remove(was)
    for (const way of places[i]!) {
      for (const c of candidates(...way)) {
        const other = past(c) ? undefined : taken.alone(c)
        if (!other) continue
        const j = labels.indexOf(other)
        taken.remove(other)
        taken.add(c)
        const { label } = best(j, false)
        if (label) {
          taken.add(label)
          labels[i] = c
          labels[j] = label
          return
        }
        taken.remove(c)
        taken.add(other)
      }
    }
    if (was) taken.add(was)
  }
}

/** How wide a letter is about, in pixels, and what part of the names has to have room for a map to be read. */
const letter = 5.9, most = 0.8

/** Whether nearly all names have room on a map. */
export function readable(nodes: Named[], radius: number): boolean {
  return nodes.length <= movedMost && placed(nodes, radius, (s) => letter * [...s].length).filter(Boolean).length >= most * nodes.length
}

/** Draws a label with a rim of paper, so that lines do not cross its letters. */
export function drawLabel(ctx: CanvasRenderingContext2D, l: Label, colour: string, paper: string): void {
  ctx.textAlign = l.align
  ctx.textBaseline = 'middle'
  const x = l.align === 'left' ? l.x + 1 : l.align === 'right' ? l.x + l.width - 1 : l.x + l.width / 2
  ctx.lineJoin = 'round'
  ctx.lineWidth = 3.2
  ctx.strokeStyle = paper
  ctx.fillStyle = colour
  l.lines.forEach((line, i) => {
    const y = l.y + (i + 0.5) * lineHeight
    ctx.direction = rightToLeft(line) ? 'rtl' : 'ltr'
    ctx.strokeText(line, x, y)
    ctx.fillText(line, x, y)
  })
}
