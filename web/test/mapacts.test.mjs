import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accessible } from './axe.mjs'
import { choose, o, onMap, page, side as panel } from './map.mjs'

onMap()

const side = () => panel(page)
/** Where a node stands, as the server has it. */
const placeOf = (name) => page.evaluate(async (name) => {
  const key = location.pathname.split('/')[1]
  const { data } = await (await fetch(`/api/cases/${key}/map`)).json()
  return data.nodes.filter((n) => !name || n.name === name).map(({ name, x, y, pinned }) => ({ name, x, y, pinned: !!pinned }))
}, name)

test('a pin by a key is one entry of the register, moves nobody else, and is taken back where it was made', async () => {
  await choose(page, 'Idris Qorvat')
  const all = await placeOf('')
  await page.keyboard.press('.')
  await side().getByText('Idris Qorvat is pinned here').waitFor()
  await side().getByRole('button', { name: 'Unpin' }).waitFor()
  assert.ok((await placeOf('Idris Qorvat'))[0].pinned)
  await accessible(page, 'pinned')
  await side().getByRole('button', { name: 'Undo' }).click()
  await side().getByRole('button', { name: /^Pin/ }).waitFor()
  assert.deepEqual(await placeOf(''), all)
})

test('a node that is dragged stays where it was let go, and the others where they were', async () => {
  const before = await placeOf('')
  // The selected node is in the window: it is found by where a press selects it again.
  const box = await page.locator('canvas').boundingBox()
  let at
  for (let y = 10; y < box.height && !at; y += 8) {
    for (let x = 10; x < box.width && !at; x += 8) {
      await page.mouse.move(box.x + x, box.y + y)
      if (await page.locator('canvas').evaluate((c) => c.style.cursor === 'pointer')) at = { x: box.x + x, y: box.y + y }
    }
  }
  await page.mouse.down()
  await page.mouse.move(at.x + 60, at.y + 40, { steps: 4 })
  await page.mouse.up()
  await side().getByText(/is pinned here/).waitFor()
  const now = await placeOf('')
  const moved = now.filter((n, i) => n.x !== before[i].x || n.y !== before[i].y)
  assert.equal(moved.length, 1)
  assert.ok(moved[0].pinned)
})

test('a path is told by its sentences, and the address holds keys alone', async () => {
  await choose(page, 'Lev Arban')
  await page.keyboard.press('p')
  await side().getByText('Choose where the path').waitFor()
  await page.keyboard.press('l')
  await page.getByRole('button', { name: 'Harbour Authority', exact: true }).first().click()
  await side().getByText(/From Lev Arban to Harbour Authority by \d+ ties; the weakest of them stands at/).waitFor()
  assert.ok(await side().locator('ol li').count() > 1)
  assert.doesNotMatch(decodeURIComponent(page.url()), /arban|harbour/i)
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme })
    await accessible(page, colorScheme)
  }
  assert.deepEqual(o.seen.errors, [])
  assert.deepEqual(o.seen.foreign, [])
})
