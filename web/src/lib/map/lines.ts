// Lines of a map: how they bend, how they are drawn, and which is under the pointer.
import type { Line } from './scene'
import type { Palette } from './palette'

export interface Point {
  x: number
  y: number
}

/** A line on the paper: a curve from a to b that bends towards c. */
export interface Curve {
  a: Point
  b: Point
  c: Point
}

/** The dashes of the bands, the lowest first. */
export const dashes = [[1.5, 3.5], [4, 3], [7, 3], []]

/** The width of a line by its independent origins. */
export function widthOf(origins: number): number {
  return origins >= 3 ? 3.1 : origins === 2 ? 2.1 : 1.15
}

/** The curve between two nodes, its ends clear of them. */
export function curveOf(from: Point, to: Point, beside: number, clear: number): Curve {
  const dx = to.x - from.x, dy = to.y - from.y
  const length = Math.hypot(dx, dy) || 1
  const bend = Math.min(26, length * 0.07) * (1 + beside)
  const c = { x: (from.x + to.x) / 2 - (dy / length) * bend, y: (from.y + to.y) / 2 + (dx / length) * bend }
  return { a: towards(from, c, clear), b: towards(to, c, clear), c }
}

function towards(p: Point, q: Point, by: number): Point {
  const length = Math.hypot(q.x - p.x, q.y - p.y) || 1
  const f = Math.min(by, length * 0.9) / length
  return { x: p.x + (q.x - p.x) * f, y: p.y + (q.y - p.y) * f }
}

/** The point at a part of a curve. */
export function pointOn({ a, b, c }: Curve, t: number): Point {
  const u = 1 - t
  return { x: u * u * a.x + 2 * u * t * c.x + t * t * b.x, y: u * u * a.y + 2 * u * t * c.y + t * t * b.y }
}

/** The distance of a point from a curve. */
export function distance(p: Point, k: Curve): number {
  let best = Infinity, from = k.a
  for (let i = 1; i <= 12; i++) {
    const to = pointOn(k, i / 12)
    const dx = to.x - from.x, dy = to.y - from.y
    const t = Math.max(0, Math.min(1, ((p.x - from.x) * dx + (p.y - from.y) * dy) / (dx * dx + dy * dy || 1)))
    best = Math.min(best, Math.hypot(p.x - from.x - t * dx, p.y - from.y - t * dy))
    from = to
  }
  return best
}

/** How a line is drawn beside others; in passing it is a thin stroke alone, as dashes, widths and arrows take most of the time of a large map. */
interface Stress {
  pale: boolean
  strong: boolean
  passing?: boolean
}

/** Draws a line: darker and more solid the higher it stands, wider the more origins it has, with an arrow at the end that is held and a bar where it is against. */
export function drawLine(ctx: CanvasRenderingContext2D, line: Line, k: Curve, palette: Palette, how: Stress): void {
  const colour = line.turn?.turn === 'ended' ? palette.accent : how.pale ? palette.b0 : [palette.b0, palette.b1, palette.b2, palette.b3][line.band]!
  ctx.strokeStyle = ctx.fillStyle = colour
  ctx.lineWidth = how.passing ? 1 : widthOf(line.origins) + (how.strong ? 0.75 : 0)
  if (!how.passing) ctx.setLineDash(dashes[line.band]!)
  ctx.beginPath()
  ctx.moveTo(k.a.x, k.a.y)
  ctx.quadraticCurveTo(k.c.x, k.c.y, k.b.x, k.b.y)
  ctx.stroke()
  ctx.setLineDash([])
  if (how.passing) return
  if (line.negative) bar(ctx, k)
  else if (line.directed) arrow(ctx, k, how.strong ? 8.5 : 7)
}

function arrow(ctx: CanvasRenderingContext2D, { b, c }: Curve, long: number): void {
  const angle = Math.atan2(b.y - c.y, b.x - c.x)
  ctx.beginPath()
  ctx.moveTo(b.x, b.y)
  for (const side of [-1, 1]) ctx.lineTo(b.x - long * Math.cos(angle + side * 0.4), b.y - long * Math.sin(angle + side * 0.4))
  ctx.fill()
}

function bar(ctx: CanvasRenderingContext2D, { b, c }: Curve): void {
  const angle = Math.atan2(b.y - c.y, b.x - c.x) + Math.PI / 2
  ctx.lineWidth = 2
  ctx.beginPath()
  for (const side of [-1, 1]) ctx.lineTo(b.x + side * 4.5 * Math.cos(angle), b.y + side * 4.5 * Math.sin(angle))
  ctx.stroke()
}

/** How far a sign reaches from its place on a line. */
export const signRadius = 6.4
/** Where on a line a sign may be, the best first. */
const spots = [0.5, 0.38, 0.62, 0.28, 0.72, 0.2, 0.8]

/** Where on a line so many signs go: apart from one another, and where it is clear of nodes if there is such a place. */
export function spotsOf(k: Curve, signs: number, clear: (p: Point) => boolean): number[] {
  const out: number[] = []
  for (let i = 0; i < signs; i++) {
    const free = spots.filter((t) => out.every((o) => { const p = pointOn(k, t), q = pointOn(k, o); return Math.hypot(p.x - q.x, p.y - q.y) >= 2 * signRadius }))
    out.push(free.find((t) => clear(pointOn(k, t))) ?? free[0] ?? 0.5)
  }
  return out
}

/** A sign at a point of a line, on a disc of paper. */
export function drawSign(ctx: CanvasRenderingContext2D, m: Point, sign: Path2D, colour: string, paper: string, scale = 1, side = 0): void {
  ctx.save()
  ctx.translate(m.x, m.y)
  ctx.fillStyle = paper
  ctx.beginPath()
  ctx.arc(0, 0, signRadius, 0, 2 * Math.PI)
  ctx.fill()
  ctx.translate(-side, -side)
  ctx.scale(scale, scale)
  ctx.strokeStyle = colour
  ctx.lineWidth = 1.6
  ctx.stroke(sign)
  ctx.restore()
}
