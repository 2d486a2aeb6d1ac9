import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const axe = readFileSync(join(import.meta.dirname, '../node_modules/axe-core/axe.min.js'), 'utf8')

/** Fails on what stands in the way of anybody who reads the page in another manner. */
export async function accessible(page, what) {
  await page.evaluate(axe)
  const found = await page.evaluate(async () => (await globalThis.axe.run({ rules: { 'target-size': { enabled: true } } })).violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(' ')} (${v.nodes[0].failureSummary})`))
  assert.deepEqual(found, [], what)
}
