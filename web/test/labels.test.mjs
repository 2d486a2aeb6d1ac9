import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import ts from 'typescript'

const source = readFileSync(new URL('../src/lib/map/labels.ts', import.meta.url), 'utf8')
const { outputText } = ts.transpileModule(source, { compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 } })
const { broken, placed, rightToLeft } = await import('data:text/javascript,' + encodeURIComponent(outputText))

const width = (s) => 6 * [...s].length

test('a name has at most two lines, and what does not fit ends in an ellipsis', () => {
  assert.deepEqual(broken('Coast Guard', width), ['Coast Guard'])
  assert.deepEqual(broken('Director-General of the Harbour Authority', width), ['Director-General of', 'the Harbour Authority'])
  for (const line of broken('Militia-controlled businessmen who run at least four of the private banks', width)) assert.ok(width(line) <= 132, line)
  assert.match(broken('x'.repeat(80), width)[0], /…$/)
})

test('a name in Arabic runs from right to left, one that only ends in it does not', () => {
  assert.equal(rightToLeft('مريم دلال'), true)
  assert.equal(rightToLeft('Maryam Dalal (مريم)'), false)
})

test('no name meets a node or another name, and no name that must be there is left out', () => {
  const nodes = []
  for (let i = 0; i < 120; i++) nodes.push({ x: 40 * (i % 12), y: 45 * Math.floor(i / 12), text: `Body number ${i}`, must: i < 2 })
  const labels = placed(nodes, 9, width)
  assert.ok(labels[0] && labels[1])
  const drawn = labels.filter(Boolean)
  assert.ok(drawn.length > 20 && drawn.length < nodes.length, `${drawn.length} are drawn`)
  const boxes = [...drawn, ...nodes.map((n) => ({ x: n.x - 9, y: n.y - 9, width: 18, height: 18 }))]
  for (const a of drawn) {
    for (const b of boxes) {
      if (a === b) continue
      const w = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x), h = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
      assert.ok(w <= 0 || h <= 0, `${a.lines} meets another`)
    }
  }
})

test('a name in another script has a line of its own, where there is room', () => {
  const [roomy] = placed([{ x: 400, y: 200, text: 'Maryam Dalal', also: 'مريم دلال', must: false }, { x: 0, y: 0, text: 'A' }, { x: 800, y: 400, text: 'B' }], 9, width)
  assert.deepEqual(roomy.lines, ['Maryam Dalal', 'مريم دلال'])
  const between = [{ x: 400, y: 200, text: 'Maryam Dalal', also: 'مريم دلال', must: false }]
  for (const y of [183, 217]) for (let x = 300; x <= 520; x += 20) between.push({ x, y, text: '', must: false })
  assert.deepEqual(placed(between, 9, width)[0]?.lines, ['Maryam Dalal'], 'else it goes')
})

const pathSource = readFileSync(new URL('../src/lib/map/path.ts', import.meta.url), 'utf8')
const { pathBetween } = await import('data:text/javascript,' + encodeURIComponent(ts.transpileModule(pathSource, { compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 } }).outputText))

test('the path shown is the one whose weakest tie stands highest, and of those the shortest', () => {
  const tie = (from, to, standing) => ({ claim: `${from}-${to}`, from, to, standing })
  const ties = [tie('a', 'z', 0.3), tie('a', 'b', 0.9), tie('c', 'b', 0.8), tie('c', 'z', 0.8), tie('b', 'd', 0.95), tie('d', 'e', 0.95), tie('e', 'z', 0.8)]
  const path = (from, to) => pathBetween(ties, (t) => t.standing, from, to).map((t) => t.claim)
  assert.deepEqual(path('a', 'z'), ['a-b', 'c-b', 'c-z'], 'against the arrow, too')
  assert.deepEqual(path('a', 'nowhere'), [])
})
