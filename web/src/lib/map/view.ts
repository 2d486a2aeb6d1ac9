// Where the paper of a map lies under the window: a place on the map is at scale * place + offset.
import type { MapNode } from './scene'

export interface View {
  scale: number
  x: number
  y: number
}

export interface Size {
  width: number
  height: number
}

/** What is left free around all of a map, in pixels: room for the labels at its rim. */
const rim = { x: 70, y: 34 }
const least = 0.05, most = 12
/** How near to the scale at which labels have room all of a map is shown all the same: better a name the less than an entity. */
const nearly = 0.8

/** The view in which all nodes are seen. */
export function fit(nodes: MapNode[], size: Size): View {
  if (!nodes.length) return { scale: 1, x: 0, y: 0 }
  const xs = nodes.map((n) => n.x), ys = nodes.map((n) => n.y)
  const spread = (of: number[]) => { const low = of.reduce((a, b) => Math.min(a, b)), high = of.reduce((a, b) => Math.max(a, b)); return { low, wide: high - low, middle: (low + high) / 2 } }
  const x = spread(xs), y = spread(ys)
  const closest = Math.min(most, Math.max(2, nodes.length / 100)) // the part of a large map that is drawn may be a small one
  const scale = Math.min(closest, Math.max(least, Math.min((size.width - 2 * rim.x) / (x.wide || 1), (size.height - 2 * rim.y) / (y.wide || 1))))
  return { scale, x: size.width / 2 - scale * x.middle, y: size.height / 2 - scale * y.middle }
}

/** The view a window opens with: all of the map, or where it is too small for that, the part around a node, at a scale at which labels have room. */
export function opening(nodes: MapNode[], size: Size, around?: MapNode): View {
  const all = fit(nodes, size)
  const roomy = fit(nodes, { width: Math.max(size.width, 900), height: Math.max(size.height, 650) }).scale
  if (all.scale >= nearly * roomy) return all
  // The window does not open on bare paper where there is more map on the other side.
  const inside = (offset: number, places: number[], wide: number, rim: number) => Math.max(wide - rim - roomy * Math.max(...places), Math.min(rim - roomy * Math.min(...places), offset))
  const middle = around ?? { x: (size.width / 2 - all.x) / all.scale, y: (size.height / 2 - all.y) / all.scale }
  return {
    scale: roomy,
    x: inside(size.width / 2 - roomy * middle.x, nodes.map((n) => n.x), size.width, rim.x),
    y: inside(size.height / 2 - roomy * middle.y, nodes.map((n) => n.y), size.height, rim.y),
  }
}

/** Zooms by a factor, with what lies at a point of the window staying there. */
export function zoomed(v: View, by: number, x: number, y: number): View {
  const scale = Math.min(most, Math.max(least, v.scale * by))
  const f = scale / v.scale
  return { scale, x: x - f * (x - v.x), y: y - f * (y - v.y) }
}

/** Moves a view so that a node is in the window. */
export function showing(v: View, n: MapNode, size: Size): View {
  const x = v.scale * n.x + v.x, y = v.scale * n.y + v.y
  const inside = x > rim.x && x < size.width - rim.x && y > rim.y && y < size.height - rim.y
  return inside ? v : { scale: v.scale, x: size.width / 2 - v.scale * n.x, y: size.height / 2 - v.scale * n.y }
}
