// The picture of a map: painted with room around the window, and only moved while the map is panned.
import { paths } from '../Icon.svelte'
import { shapes } from '../Kind.svelte'
import { drawLabel, fontSize, movedMost, placed, type Label } from './labels'
import { curveOf, distance, drawSign, drawLine, pointOn, signRadius, spotsOf, type Curve, type Point } from './lines'
import type { Palette } from './palette'
import { foreign, neighbours, type Line, type MapNode, type Scene } from './scene'
import type { Size, View } from './view'

/** The radius that a node takes up, in pixels. */
export const radius = 9

/** What lies under a point. */
export type Hit = { node: number } | { line: Line } | undefined

/** All that a picture depends on. */
interface Subject {
  scene: Scene
  selected: string
  /** The claims of a path that is shown. */
  route: Set<string>
  /** Those that were picked beside the selected one. */
  picked: Set<string>
  palette: Palette
}

/** What is painted: the window alone, or with room around it to pan, which takes four times as long; in passing what stands a moment only, while the date of a large map moves. */
type Paper = 'window' | 'roomy' | 'passing'

export class Picture {
  private layer = document.createElement('canvas')
  private view: View = { scale: 1, x: 0, y: 0 }
  private size: Size = { width: 0, height: 0 }
  private points: Point[] = []
  private curves: Curve[] = []
  private lines: Line[] = []
  /** The signs of lines, by their position: that a line is contested, and what became of it. */
  private signs = new Map<number, { contested?: Point; turn?: Point }>()
  private forms = new Map(Object.entries(shapes).map(([kind, d]) => [kind, new Path2D(d)]))
  private contested = new Path2D(paths.con)

  /** How far the paper reaches past the window on each side. */
  private margin: Point = { x: 0, y: 0 }
  /** How wide texts are, in the typeface of a palette. */
  private widths = new Map<string, number>()
  private measured?: Palette
  /** The names as they were placed, by entity. */
  private names = new Map<string, Label>()

  /** Whether a view lies within the paper as it is painted. */
  holds(view: View): boolean {
    const { margin } = this
    return this.scaled(view) && Math.abs(view.x - this.view.x) <= margin.x && Math.abs(view.y - this.view.y) <= margin.y
  }

  /** Whether a view has the scale that is painted. */
  scaled(view: View): boolean { return view.scale === this.view.scale }

  /** Where a point of the window is on the paper. */
  private onto(x: number, y: number, view: View): Point {
    const f = this.view.scale / view.scale
    return { x: f * (x - view.x) + this.view.x, y: f * (y - view.y) + this.view.y }
  }

  /** Paints a subject as a view has it. In passing names stay where they are, and come and go when the date rests. */
  paint(subject: Subject, view: View, size: Size, paper: Paper): void {
    const { scene } = subject
    const passing = paper === 'passing' && view === this.view && size === this.size, roomy = paper === 'roomy'
    this.size = size
    this.margin = roomy ? { x: size.width / 2, y: size.height / 2 } : { x: 0, y: 0 }
    this.view = view
    this.lines = scene.lines
    this.points = scene.nodes.map((n) => ({ x: view.scale * n.x + view.x, y: view.scale * n.y + view.y }))
    this.curves = scene.lines.map((l) => curveOf(this.points[l.from]!, this.points[l.to]!, l.beside, radius))
    this.placeSigns()
    const ctx = this.cleared()
    const near = neighbours(scene, subject.selected)
    this.paintLines(ctx, subject, passing)
    this.paintNodes(ctx, subject)
    if (!passing) this.placeNames(ctx, subject, near)
    this.paintNames(ctx, subject, near)
  }

  /** Puts the paper under the window, and a line under the pointer in ink. */
  show(canvas: HTMLCanvasElement, view: View, over: Line | undefined, palette: Palette): void {
    const { size, margin } = this
    const ratio = devicePixelRatio || 1
    const width = Math.round(size.width * ratio), height = Math.round(size.height * ratio)
    if (canvas.width !== width) canvas.width = width
    if (canvas.height !== height) canvas.height = height
    const ctx = canvas.getContext('2d')!
    ctx.setTransform(1, 0, 0, 1, 0, 0)
    ctx.clearRect(0, 0, width, height)
    const f = view.scale / this.view.scale
    const left = (view.x - f * (this.view.x + margin.x)) * ratio, top = (view.y - f * (this.view.y + margin.y)) * ratio
    if (f === 1) ctx.drawImage(this.layer, Math.round(left), Math.round(top))
    else ctx.drawImage(this.layer, left, top, this.layer.width * f, this.layer.height * f)
    const at = over ? this.lines.indexOf(over) : -1
    if (at < 0 || f !== 1) return
    ctx.setTransform(ratio, 0, 0, ratio, (view.x - this.view.x) * ratio, (view.y - this.view.y) * ratio)
    drawLine(ctx, { ...over!, band: Math.max(2, over!.band) }, this.curves[at]!, palette, { pale: false, strong: true })
    this.paintSigns(ctx, at, palette)
  }

  /** Where a node would be put: it and its lines under the pointer. */
  ghost(canvas: HTMLCanvasElement, node: number, to: Point, { scene, palette }: Subject, view: View): void {
    const ctx = canvas.getContext('2d')!
    const ratio = devicePixelRatio || 1
    ctx.setTransform(ratio, 0, 0, ratio, (view.x - this.view.x) * ratio, (view.y - this.view.y) * ratio)
    const at = this.onto(to.x, to.y, view)
    const of = (i: number) => (i === node ? at : this.points[i]!)
    for (const l of this.lines) if (l.from === node || l.to === node) drawLine(ctx, l, curveOf(of(l.from), of(l.to), l.beside, radius), palette, { pale: false, strong: true })
    this.paintNode(ctx, scene.nodes[node]!, at, true, true, palette)
  }

  /** The nodes in a box of the window. */
  within(a: Point, b: Point, view: View): number[] {
    const p = this.onto(Math.min(a.x, b.x), Math.min(a.y, b.y), view), q = this.onto(Math.max(a.x, b.x), Math.max(a.y, b.y), view)
    return this.points.flatMap((o, i) => (o.x >= p.x && o.x <= q.x && o.y >= p.y && o.y <= q.y ? [i] : []))
  }

  /** What lies under a point of the window. */
  under(x: number, y: number, view: View): Hit {
    const p = this.onto(x, y, view)
    let node = -1, nearest = radius + 3
    this.points.forEach((q, i) => {
      const d = Math.hypot(p.x - q.x, p.y - q.y)
      if (d < nearest) [node, nearest] = [i, d]
    })
    if (node >= 0) return { node }
    let line = -1
    nearest = 6
    this.curves.forEach((k, i) => {
      if (p.x < Math.min(k.a.x, k.b.x, k.c.x) - 6 || p.x > Math.max(k.a.x, k.b.x, k.c.x) + 6 || p.y < Math.min(k.a.y, k.b.y, k.c.y) - 6 || p.y > Math.max(k.a.y, k.b.y, k.c.y) + 6) return
      const d = distance(p, k)
      if (d < nearest) [line, nearest] = [i, d]
    })
    return line >= 0 ? { line: this.lines[line]! } : undefined
  }

  private cleared(): CanvasRenderingContext2D {
    const { layer, size, margin } = this
    const ratio = devicePixelRatio || 1
    const width = Math.ceil((size.width + 2 * margin.x) * ratio), height = Math.ceil((size.height + 2 * margin.y) * ratio)
    const ctx = layer.getContext('2d')!
    if (layer.width !== width || layer.height !== height) [layer.width, layer.height] = [width, height]
    else ctx.reset()
    ctx.setTransform(ratio, 0, 0, ratio, margin.x * ratio, margin.y * ratio)
    return ctx
  }

  /** Whether something at a point can be seen on the paper. */
  private onPaper(p: Point): boolean {
    const { size, margin } = this
    return p.x > -margin.x && p.y > -margin.y && p.x < size.width + margin.x && p.y < size.height + margin.y
  }

  /** The lines, those of the selected last, so that they lie on top. */
  private paintLines(ctx: CanvasRenderingContext2D, { scene, selected, route, palette }: Subject, passing: boolean): void {
    const at = scene.nodes.findIndex((n) => n.entity === selected)
    const some = at >= 0 || route.size > 0 || !!scene.turns
    for (const strong of some ? [false, true] : [false]) {
      scene.lines.forEach((l, i) => {
        const is = route.size ? l.ties.some((t) => route.has(t.claim)) : at >= 0 ? l.from === at || l.to === at : !!l.turn
        if (is !== strong) return
        drawLine(ctx, l, this.curves[i]!, palette, { pale: some && !strong, strong, passing })
      })
    }
    for (const i of this.signs.keys()) this.paintSigns(ctx, i, palette)
  }

  /** Finds where the signs of the lines go: among few nodes where no node hides them. */
  private placeSigns(): void {
    this.signs.clear()
    const clear = (p: Point) => this.points.length > movedMost || this.points.every((q) => Math.hypot(p.x - q.x, p.y - q.y) >= radius + signRadius)
    this.lines.forEach((l, i) => {
      const n = Number(l.contested) + Number(!!l.turn?.sign)
      if (!n) return
      const at = spotsOf(this.curves[i]!, n, clear).map((t) => pointOn(this.curves[i]!, t))
      this.signs.set(i, { contested: l.contested ? at[0] : undefined, turn: l.turn?.sign ? at[n - 1] : undefined })
    })
  }

  private paintSigns(ctx: CanvasRenderingContext2D, i: number, palette: Palette): void {
    const { contested, turn } = this.signs.get(i) ?? {}, became = this.lines[i]!.turn
    if (contested) drawSign(ctx, contested, this.contested, palette.accent, palette.paper, 0.8, 6.4)
    if (turn && became) drawSign(ctx, turn, new Path2D(became.sign), became.turn === 'ended' ? palette.accent : palette.ink, palette.paper)
  }

  private paintNodes(ctx: CanvasRenderingContext2D, { scene, selected, picked, palette }: Subject): void {
    ctx.lineJoin = 'round'
    scene.nodes.forEach((n, i) => {
      const p = this.points[i]!
      if (this.onPaper(p)) this.paintNode(ctx, n, p, scene.present[i]!, n.entity === selected || picked.has(n.entity), palette)
    })
  }

  private paintNode(ctx: CanvasRenderingContext2D, n: MapNode, at: Point, present: boolean, strong: boolean, palette: Palette): void {
    ctx.save()
    ctx.translate(at.x, at.y)
    const form = this.forms.get(n.kind) ?? this.forms.get('asset')!
    ctx.fillStyle = present ? palette[n.kind as 'person'] ?? palette.asset : palette.paper
    ctx.strokeStyle = present ? palette.ink : palette.b0
    ctx.lineWidth = strong ? 3 : 1.5
    if (n.collective) ctx.setLineDash([2.6, 1.8])
    ctx.fill(form)
    ctx.stroke(form)
    if (n.pinned) {
      ctx.beginPath()
      ctx.arc(0, 0, 1.8, 0, 2 * Math.PI)
      ctx.fillStyle = palette.ink
      ctx.fill()
    }
    ctx.restore()
  }

  /** Places the names: the selected first, then those it is tied to, then those with most ties. */
  private placeNames(ctx: CanvasRenderingContext2D, { scene, selected, palette }: Subject, near: Set<number>): void {
    const degree = scene.nodes.map(() => 0)
    for (const l of scene.lines) {
      degree[l.from]!++
      degree[l.to]!++
    }
    const rank = (i: number) => (scene.nodes[i]!.entity === selected ? 1e9 : near.has(i) ? 1e8 : 0) + degree[i]!
    const order = scene.nodes.map((_, i) => i).sort((a, b) => rank(b) - rank(a) || a - b)
    ctx.font = `${fontSize}px ${palette.sans}`
    if (this.measured !== palette) this.widths.clear()
    this.measured = palette
    const width = (s: string) => {
      let w = this.widths.get(s)
      if (w === undefined) this.widths.set(s, w = ctx.measureText(s).width)
      return w
    }
    const signs = [...this.signs.values()].flatMap((at) => Object.values(at)).filter((p) => p !== undefined)
    const labels = placed(order.map((i) => ({ ...this.points[i]!, text: scene.nodes[i]!.label, also: foreign(scene.nodes[i]!), must: near.has(i) })), radius, width, signs, signRadius)
    this.names.clear()
    order.forEach((i, k) => {
      const l = labels[k]
      if (l && this.onPaper(l)) this.names.set(scene.nodes[i]!.entity, l)
    })
  }

  private paintNames(ctx: CanvasRenderingContext2D, { scene, selected, palette }: Subject, near: Set<number>): void {
    scene.nodes.forEach(({ entity }, i) => {
      const l = this.names.get(entity)
      if (!l) return
      ctx.font = `${entity === selected ? '600 ' : ''}${fontSize}px ${palette.sans}`
      drawLabel(ctx, l, !scene.present[i] ? palette.faint : near.size && !near.has(i) ? palette.soft : palette.ink, palette.paper)
    })
  }
}
