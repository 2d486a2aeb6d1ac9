import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { accessible } from './axe.mjs'
import { open } from './browser.mjs'
import { choose, mapOf, side as panel } from './map.mjs'

let o, page
before(async () => {
  o = await open('harbour', { width: 1024, height: 768 })
  page = o.page
  await page.getByRole('link', { name: 'Who holds the Harbour Authority?' }).click()
  await page.getByRole('link', { name: 'Map' }).click()
  await mapOf(page)
})
after(() => o?.close())

const side = () => panel(page)
const caption = () => page.locator('.cap').innerText()
/** Where the nodes are, as the server has them. */
const nodes = () => page.evaluate(async () => (await (await fetch(`/api/cases/${location.pathname.split('/')[1]}/map`)).json()).data.nodes)
const placeOf = async (name) => (await nodes()).find((n) => n.name === name)
/** A place of the window at which there is a node, or where there is paper alone. */
async function spot(node, from = 30) {
  const box = await page.locator('canvas').boundingBox()
  for (let y = from; y < box.height; y += 9) {
    for (let x = 20; x < box.width; x += 9) {
      await page.mouse.move(box.x + x, box.y + y)
      if (await page.locator('canvas').evaluate((c) => c.style.cursor === 'pointer') === node) return { x: box.x + x, y: box.y + y }
    }
  }
}

test('a map opens whole where its names can be read, also in a small window', async () => {
  assert.doesNotMatch(await caption(), /outside the window/)
  for (let i = 0; i < 5; i++) await page.locator('body').press('+')
  await page.locator('.cap').getByText(/\d+ entities lie outside the window: 0 shows all\.$/).waitFor()
  await page.locator('body').press('0')
  await page.waitForFunction(() => !document.querySelector('.cap').textContent.includes('outside'))
})

test('Back leads to the entity that was selected before, and past those that keys only passed', async () => {
  await choose(page, 'Maryam Dalal')
  await choose(page, 'Idris Qorvat')
  for (const key of ['j', 'j', 'k']) await page.locator('body').press(key)
  await page.goBack()
  await side().getByRole('heading', { name: 'Maryam Dalal' }).waitFor()
  await page.goForward()
})

test('with Shift the arrows move what is selected, which is one entry when Shift is let go, and is taken back', async () => {
  await choose(page, 'Idris Qorvat')
  const was = await placeOf('Idris Qorvat')
  await page.locator('canvas').focus()
  await page.keyboard.down('Shift')
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowRight')
  assert.deepEqual(await placeOf('Idris Qorvat'), was, 'nothing is kept before that')
  await page.keyboard.up('Shift')
  await side().getByText('Idris Qorvat is pinned here').waitFor()
  const is = await placeOf('Idris Qorvat')
  assert.ok(is.x > was.x + 20 && Math.abs(is.y - was.y) <= 1, `from ${was.x}, ${was.y} to ${is.x}, ${is.y}`)
  await side().getByRole('button', { name: 'Undo' }).click()
  await side().getByRole('button', { name: /^Pin/ }).waitFor()
  assert.deepEqual(await placeOf('Idris Qorvat'), was)
})

test('a box that is drawn with Shift chooses those in it, and one that is dragged takes the others along', async () => {
  await page.locator('body').press('Escape')
  const box = await page.locator('canvas').boundingBox()
  const from = await spot(false)
  await page.keyboard.down('Shift')
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width - 10, box.y + box.height * 0.4, { steps: 5 })
  await page.mouse.up()
  await page.keyboard.up('Shift')
  const section = side().getByRole('region', { name: 'Chosen' })
  await section.waitFor()
  const chosen = await section.getByRole('button', { name: 'leave out' }).count() + 1
  assert.ok(chosen > 3, `${chosen} chosen`)
  await accessible(page, 'several chosen')
  const was = await nodes()
  const at = await spot(true)
  await page.mouse.down()
  await page.mouse.move(at.x + 30, at.y + 20, { steps: 4 })
  await page.mouse.up()
  await side().getByText(`${chosen} entities are pinned where they are.`).waitFor()
  const moved = (await nodes()).map((n, i) => [n.x - was[i].x, n.y - was[i].y]).filter(([x, y]) => x || y)
  assert.equal(moved.length, chosen)
  for (const m of moved) assert.ok(Math.abs(m[0] - moved[0][0]) <= 1 && Math.abs(m[1] - moved[0][1]) <= 1, 'all by the same way')
  await side().getByRole('button', { name: 'Undo' }).click()
  await page.waitForFunction(async (was) => JSON.stringify((await (await fetch(`/api/cases/${location.pathname.split('/')[1]}/map`)).json()).data.nodes) === was, JSON.stringify(was))
  assert.deepEqual(o.seen.errors, [])
})
