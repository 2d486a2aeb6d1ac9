import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accessible } from './axe.mjs'
import { harbour } from './browser.mjs'
import { walk } from './reach.mjs'
import { statesOf } from './tour.mjs'

const o = harbour({ width: 1024, height: 768 })

/** What scrolls in the main part of a page that scrolls as well: parts of the screen would be carried out of view. */
const twice = () => {
  const scrolls = (e) => e.scrollHeight > e.clientHeight + 1 && ['auto', 'scroll'].includes(getComputedStyle(e).overflowY)
  const main = document.querySelector('main')
  return main && scrolls(main) ? [...main.querySelectorAll('*')].filter(scrolls).map((e) => e.className) : []
}

test('in every state of every screen all that a mouse does is done by keys, the focus is seen, and nobody is left out', async (t) => {
  const { page } = o
  const wrong = []
  const tried = (name, f) => f().then(() => true, (e) => { wrong.push(`${name}: ${e.message}`) })
  const states = statesOf(page, o.origin, o.of)
  for (const { name, go, axe } of states) {
    if (!(await tried(name, go))) continue
    for (const colorScheme of axe ? ['dark', 'light'] : []) {
      await page.emulateMedia({ colorScheme })
      await tried(name, () => accessible(page, colorScheme))
    }
    await tried(name, async () => {
      const { without, stops, reached, bare, out } = await walk(page)
      assert.deepEqual(without, [], 'pressed with a mouse alone')
      assert.deepEqual(bare, [], 'the focus is not seen')
      assert.deepEqual(out, [], 'Tab leads out of what lies above')
      assert.ok(reached >= stops, `${reached} of ${stops} places are reached by Tab`)
      assert.deepEqual(await page.evaluate(twice), [], 'it scrolls within what scrolls')
    })
  }
  t.diagnostic(`${states.length} states were walked`)
  assert.deepEqual(wrong, [])
  assert.deepEqual(o.seen.foreign, [])
})
