// Where names go: beside their node, on at most two lines, so that none meets a node or another name.

export interface Box {
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

/** Boxes that were taken, found by place. */
class Taken {
  private cells = new Map<number, Box[]>()

  private *around(b: Box): Generator<number> {
    for (let x = Math.floor(b.x / 64); x <= Math.floor((b.x + b.width) / 64); x++) {
      for (let y = Math.floor(b.y / 64); y <= Math.floor((b.y + b.height) / 64); y++) yield x * 65536 + y
    }
  }

  add(b: Box): void {
    for (const c of this.around(b)) {
      const cell = this.cells.get(c)
      if (cell) cell.push(b)
      else this.cells.set(c, [b])
    }
  }

  /** How much of a box is taken, in square pixels; it may stop counting at most. */
  met(b: Box, most: number): number {
    let area = 0
    for (const c of this.around(b)) {
      for (const o of this.cells.get(c) ?? []) {
        const w = Math.min(b.x + b.width, o.x + o.width) - Math.max(b.x, o.x)
        const h = Math.min(b.y + b.height, o.y + o.height) - Math.max(b.y, o.y)
        if (w > 0 && h > 0) area += w * h
        if (area >= most) return area
      }
    }
    return area
  }
}

/** A node that wants its name beside it. */
export interface Named {
  x: number
  y: number
  text: string
  /** Its name in another script: a line of its own, where there is room. */
  also?: string
  /** A name that is never left out. */
  must: boolean
}

const sides: [number, number][] = [[1, 0], [-1, 0], [0, 1], [0, -1], [1, 1], [-1, 1], [1, -1], [-1, -1]]

/** The places of a label around a node, the nearest first. */
function* candidates(n: Named, lines: string[], width: number): Generator<Label> {
  const height = lines.length * lineHeight
  for (const away of n.must ? [10, 22, 38, 58] : [10, 18]) {
    for (const [dx, dy] of sides) {
      const slant = dx && dy ? 0.75 : 1
      yield {
        x: dx > 0 ? n.x + away * slant : dx < 0 ? n.x - away * slant - width : n.x - width / 2,
        y: dy > 0 ? n.y + away * slant - 1 : dy < 0 ? n.y - away * slant - height + 1 : n.y - height / 2,
        width, height, lines, align: dx > 0 ? 'left' : dx < 0 ? 'right' : 'center',
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

/** How much of a box lies outside another, in square pixels. */
function outside(b: Box, all: Box): number {
  const w = Math.min(b.x + b.width, all.x + all.width) - Math.max(b.x, all.x)
  const h = Math.min(b.y + b.height, all.y + all.height) - Math.max(b.y, all.y)
  return b.width * b.height - Math.max(0, w) * Math.max(0, h)
}

/** Places the names in the order given, clear of nodes and signs; a name without room is left out unless it must be there. */
export function placed(nodes: Named[], radius: number, width: (s: string) => number, signs: { x: number; y: number }[] = [], signRadius = 0): (Label | undefined)[] {
  const taken = new Taken()
  for (const [points, r] of [[nodes, radius], [signs, signRadius]] as const) for (const p of points) taken.add({ x: p.x - r, y: p.y - r, width: 2 * r, height: 2 * r })
  const bounds = boundsOf(nodes)
  return nodes.map((n) => {
    const lines = broken(n.text, width)
    // A name that may be left out is, where nothing is free; one that must be there goes where it meets least.
    let best: Label | undefined, bestMet = n.must ? Infinity : Number.MIN_VALUE
    for (const all of n.also ? [[...lines, cut(n.also, width)], lines] : [lines]) {
      for (const c of candidates(n, all, Math.max(...all.map(width)) + 2)) {
        const past = outside(c, bounds)
        if (past >= bestMet) continue
        const met = past + taken.met(c, bestMet - past)
        if (met < bestMet) [best, bestMet] = [c, met]
        if (met === 0) break
      }
      if (bestMet === 0) break
    }
    if (!best) return undefined
    taken.add(best)
    return best
  })
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
