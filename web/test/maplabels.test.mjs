import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import ts from 'typescript'
import { open } from './browser.mjs'

/** A module of the map, which imports no other when it runs. */
const module = (name) => {
  const source = readFileSync(new URL(`../src/lib/map/${name}.ts`, import.meta.url), 'utf8')
  return import('data:text/javascript,' + encodeURIComponent(ts.transpileModule(source, { compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 } }).outputText))
}
const { placed } = await module('labels')
const { curveOf, pointOn, signRadius, spotsOf } = await module('lines')
const { fit } = await module('view')
const radius = 9

for (const example of ['harbour', 'iraq-2020', 'tidewater']) {
  test(`on the map of ${example} no name meets a node, another name or a sign, and nearly all are there`, async () => {
    const o = await open(example)
    try {
      await o.page.locator('main a[href*="/desk"], main a[href]').first().click()
      await o.page.getByRole('navigation', { name: 'Screens' }).waitFor()
      const { nodes, ties } = await o.page.evaluate(async () => (await (await fetch(`/api/cases/${location.pathname.split('/')[1]}/map`)).json()).data)
      for (const size of [{ width: 952, height: 690 }, { width: 624, height: 560 }]) {
        const view = fit(nodes, size)
        const at = nodes.map((n) => ({ x: view.scale * n.x + view.x, y: view.scale * n.y + view.y, text: n.label || n.name, must: false }))
        // What is contested has a sign; beside another date half of the others may have one too.
        const signed = ties.numbers.map((_, k) => k).filter((k) => ties.contested.includes(k) || k % 2 === 0)
        const signs = signed.map((k) => pointOn(curveOf(at[ties.from[k]], at[ties.to[k]], 0, radius), 0.5))
        const labels = placed(at, radius, (s) => 6 * [...s].length, signs, signRadius).filter(Boolean)
        const box = (r) => (p) => ({ x: p.x - r, y: p.y - r, width: 2 * r, height: 2 * r })
        const all = [...labels, ...at.map(box(radius)), ...signs.map(box(signRadius))]
        for (const a of labels) {
          for (const b of all) {
            const w = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x), h = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
            assert.ok(a === b || w <= 0 || h <= 0, `${a.lines} meets ${b.lines ?? 'a node or a sign'}`)
          }
        }
        if (size.width > 900) assert.ok(labels.length >= 0.8 * nodes.length, `${labels.length} of ${nodes.length} names are there`)
      }
    } finally {
      await o.close()
    }
  })
}

test('a sign stands where no node hides it, apart from the other sign of its line', () => {
  const curve = curveOf({ x: 0, y: 0 }, { x: 120, y: 0 }, 0, radius)
  const middle = pointOn(curve, 0.5)
  const clear = (p) => Math.hypot(p.x - middle.x, p.y - middle.y) >= radius + signRadius
  const [first, second] = spotsOf(curve, 2, clear).map((t) => pointOn(curve, t))
  for (const p of [first, second]) assert.ok(clear(p), JSON.stringify(p))
  assert.ok(Math.hypot(first.x - second.x, first.y - second.y) >= 2 * signRadius)
  assert.deepEqual(spotsOf(curve, 1, () => true), [0.5])
  assert.deepEqual(spotsOf(curve, 1, () => false), [0.5], 'in the middle where none is clear')
})
