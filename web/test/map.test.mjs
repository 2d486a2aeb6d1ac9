import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accessible } from './axe.mjs'
import { drawn, o, onMap, page, side as panel } from './map.mjs'

onMap()

test('a body is chosen by keyboard in the list, and its ways are read with who says so', async () => {
  await page.locator('body').press('l')
  await page.getByRole('columnheader', { name: 'Of whom' }).waitFor()
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press('j')
    if (await page.evaluate(() => document.activeElement.textContent) === 'Harbour Authority') break
  }
  await page.keyboard.press('Enter')
  const side = panel(page)
  await side.getByRole('heading', { name: 'Harbour Authority' }).waitFor()
  await side.getByText(/\d+ ways, on /).waitFor()
  await side.getByText('chairs the Harbour Authority').first().waitFor()
  assert.match(await side.innerText(), /origin/, 'it says who says so')
  assert.match(page.url(), /list=true/)
  assert.doesNotMatch(decodeURIComponent(page.url()), /[Hh]arbour|authority/, 'the address names nobody')
  await accessible(page, 'the list')
  await page.keyboard.press('l')
  await page.getByRole('img', { name: /Map of/ }).waitFor()
})

test('a step of the slider redraws the map, and its date is taken on release', async () => {
  const slider = page.getByRole('slider', { name: 'As of' })
  const before = await slider.getAttribute('aria-valuetext')
  await slider.focus()
  await page.keyboard.down('ArrowLeft')
  await page.waitForFunction((was) => document.querySelector('[role=slider]').getAttribute('aria-valuetext') !== was, before)
  assert.doesNotMatch(page.url(), /at=/, 'a step alone changes no address')
  await page.keyboard.up('ArrowLeft')
  await page.waitForURL(/at=\d{4}-\d\d-\d\d/)
  const day = await slider.getAttribute('aria-valuetext')
  await page.getByRole('banner').getByText(day).waitFor()
})

test('a kind that is hidden is struck through, counted, and kept in the address as a word', async () => {
  const all = await drawn(page)
  const person = page.getByRole('button', { name: /^person/ })
  await person.click()
  await page.waitForURL(/hide_kinds=person/)
  assert.equal(await person.getAttribute('aria-pressed'), 'false')
  assert.match(await person.locator('.w').evaluate((e) => getComputedStyle(e).textDecorationLine), /line-through/)
  assert.ok(await drawn(page) < all)
  await page.reload()
  await page.locator('canvas').waitFor()
  assert.ok(await drawn(page) < all, 'the address brings it back')
  await page.getByRole('button', { name: /^person/ }).click()
  await page.waitForFunction((n) => document.querySelector('canvas').getAttribute('aria-label').startsWith(`Map of ${n} `), all)
})

test('pointing at a line says its claim, and a press on paper makes all equal again', async () => {
  const box = await page.locator('canvas').boundingBox()
  const caption = page.locator('.cap')
  const still = await caption.innerText()
  let said = ''
  for (let y = 40; y < box.height - 40 && !said; y += 7) {
    await page.mouse.move(box.x + box.width / 2, box.y + y)
    await page.waitForTimeout(60) // what a line says is asked for when it is pointed at
    const now = await caption.innerText()
    if (now !== still) said = now
  }
  assert.match(said, /\(.+\)$/, 'a sentence and who says so')
  await page.mouse.click(box.x + 4, box.y + 4)
  await page.getByRole('heading', { name: 'Who holds power over whom' }).waitFor()
  await page.mouse.wheel(0, -300)
})

test('no violation of accessibility in either theme, nothing on the console, no request elsewhere', async () => {
  for (const scheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme: scheme })
    await accessible(page, scheme)
  }
  assert.deepEqual(o.seen.errors, [])
  assert.deepEqual(o.seen.foreign, [])
})
