import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { accessible } from './axe.mjs'
import { openCase } from './browser.mjs'
import { choose, mapOf, side } from './map.mjs'

let o
before(async () => {
  o = await openCase()
})
after(async () => {
  assert.deepEqual(o.seen.foreign, [], 'no request leaves the machine')
  assert.deepEqual(o.seen.errors, [], 'nothing is said on the console')
  await o.close()
})

/** Opens the dossier of an entity by its name, in any script. */
async function dossier(words) {
  await o.page.locator('.scr').getByRole('link', { name: 'Dossiers' }).click()
  await o.page.goto(o.page.url().replace(/\?.*/, ''))
  await o.page.getByRole('searchbox', { name: 'Names that contain' }).fill(words)
  const rows = o.page.locator('tbody tr')
  await rows.filter({ hasText: 'Maryam Dalal' }).or(rows.filter({ hasText: words })).first().waitFor()
  await o.page.waitForFunction(() => document.querySelectorAll('tbody tr').length < 10)
  await rows.first().locator('a.s').click()
  await o.page.locator('.lanes').waitFor()
}

test('an entity is found by its name in Arabic, which is never in the address', async () => {
  await dossier('مريم')
  assert.equal(await o.page.locator('h1').innerText(), 'Maryam Dalal')
  const [name, other] = await Promise.all([o.page.locator('h1').boundingBox(), o.page.locator('.hd .other').boundingBox()])
  assert.equal(await o.page.locator('.hd .other').innerText(), 'مريم دلال')
  assert.ok(other.x > name.x && other.height >= name.height * 0.9, 'the Arabic stands on the right, as large')
  assert.match(o.page.url(), /sel=[a-z2-7]{16}$/)
  assert.doesNotMatch(decodeURIComponent(o.seen.requests.filter((r) => !r.includes('/api/')).join(' ')), /maryam|مريم/i)
})

test('lanes tell when each claim holds and when each voice says so', async () => {
  await dossier('Maryam')
  const one = o.page.locator('tr').filter({ hasText: 'takes instructions from the Presidency itself' })
  assert.equal(await one.locator('.bd.one').count(), 1, 'one origin is hollow')
  assert.match(await one.locator('.out').innerText(), /^one origin: KESTREL says so/)
  assert.match(await one.locator('svg.ln').getAttribute('aria-label'), /KESTREL says so from 2018 \(uncertain\) on/)
  const three = o.page.locator('tr').filter({ hasText: 'acts on the instructions of Idris Qorvat' })
  assert.equal(await three.locator('.bd.one').count(), 0)
  assert.equal(await three.locator('.tl.v').count(), 2, 'HERON and KESTREL are not sure of the date')
})

test('the upright line is the date: arrows step it, the mouse drags it', async () => {
  await dossier('Maryam')
  const line = o.page.getByRole('slider', { name: 'As of' })
  await line.focus()
  await o.page.keyboard.press('ArrowLeft')
  assert.equal(await line.getAttribute('aria-valuetext'), '30 November 2019')
  await o.page.waitForURL(/at=2019-11-30/)
  await o.page.getByText('on 30 November 2019').first().waitFor()
  const box = await line.boundingBox()
  await o.page.mouse.move(box.x + box.width / 2, box.y + 8)
  await o.page.mouse.down()
  await o.page.mouse.move(box.x + box.width / 2 + 20, box.y + 8)
  await o.page.mouse.up()
  await o.page.waitForURL(/at=201[4-7]-/)
  await o.page.getByRole('button', { name: 'back to today' }).click()
})

test('every claim is a door, and the keys lead there and back', async () => {
  await dossier('Maryam')
  await o.page.keyboard.press('j')
  await o.page.keyboard.press('j')
  assert.equal(await o.page.evaluate(() => document.activeElement.dataset.row), '1')
  const sentence = await o.page.evaluate(() => document.activeElement.innerText)
  await o.page.keyboard.press('Enter')
  const panel = o.page.getByRole('complementary', { name: 'The claim' })
  await panel.getByRole('heading', { name: 'Who says so' }).waitFor()
  assert.ok((await panel.locator('h2').first().innerText()).includes(sentence.slice(0, 30)))
  await o.page.keyboard.press('Escape')
  await panel.waitFor({ state: 'detached' })
  await o.page.keyboard.press('m')
  await o.page.waitForURL(/\/map\?sel=/)
  await o.page.getByRole('link', { name: 'Dossier', exact: true }).click()
  await o.page.locator('h1', { hasText: 'Maryam Dalal' }).waitFor()
})

test('a body lists who headed it one after another', async () => {
  await dossier('Harbour Authority')
  await o.page.getByRole('rowheader', { name: 'Holders, one after another' }).waitFor()
})

test('a protected source is told by what it said on which terms, and nothing of who it is', async () => {
  await o.page.keyboard.press('/')
  await o.page.getByRole('combobox', { name: 'Search' }).fill('kestrel')
  await o.page.locator('#hits .hit').filter({ hasText: 'source' }).first().click()
  await o.page.locator('h1', { hasText: 'KESTREL' }).waitFor()
  assert.match(o.page.url(), /source=[a-z2-7]{16}/)
  assert.equal(await o.page.locator('.kick').innerText(), 'Protected source, at risk')
  await o.page.getByText('In print: a person close to the Presidency').waitFor()
  await o.page.getByRole('rowheader', { name: 'Interview of 6 November 2019' }).waitFor()
  assert.equal(await o.page.locator('.tm b', { hasText: 'on deep background' }).count(), 2)
  await o.page.getByText('Asked, not yet answered').waitFor()
  await accessible(o.page, 'the page of a source')
})

test('what goes on paper goes by the terms of the sources, as from every screen', async () => {
  await dossier('Maryam')
  await o.page.getByRole('button', { name: 'Print Ctrl P' }).click()
  await o.page.getByRole('dialog', { name: 'Take out of Dossiers' }).waitFor()
  await o.page.keyboard.press('Escape')
  await o.page.getByRole('dialog').waitFor({ state: 'detached' })
  assert.ok(await o.page.locator('.lanes').isVisible(), 'Esc closes the sheet, and not the dossier below it')
})

test('nobody is shut out, in either theme, at either width', async () => {
  for (const colorScheme of ['light', 'dark']) {
    await o.page.emulateMedia({ colorScheme })
    for (const width of [1440, 1024]) {
      await o.page.setViewportSize({ width, height: 800 })
      await accessible(o.page, `the dossier, ${colorScheme}, ${width}`)
      assert.ok(await o.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing scrolls sideways')
    }
  }
  await o.page.setViewportSize({ width: 1024, height: 768 })
  assert.equal(await o.page.locator('.cols > .side').evaluate((e) => getComputedStyle(e).columnCount), '2', 'the side stands below in two columns')
  await o.page.locator('.scr').getByRole('link', { name: 'Dossiers' }).click()
  await o.page.goto(o.page.url().replace(/\?.*/, ''))
  await o.page.locator('tbody tr').first().waitFor()
  await accessible(o.page, 'the list')
})

test('what is taken back in a dossier is brought back there, and the Desk says the same of it', async () => {
  const { page } = o
  await page.getByRole('link', { name: /^Map/ }).click()
  await mapOf(page)
  await choose(page, 'Idris Qorvat')
  await page.keyboard.press('.')
  await side(page).getByText('Idris Qorvat is pinned here').waitFor()
  await side(page).getByRole('link', { name: 'Dossier' }).click()
  const entry = page.getByRole('listitem').filter({ hasText: /, entry 2\b/ })
  await entry.getByRole('button', { name: 'Undo entry 2' }).click()
  await entry.getByText('taken back by entry 3').waitFor()
  await entry.getByRole('button', { name: 'Bring back entry 2' }).click()
  await entry.getByRole('button', { name: 'Undo entry 2' }).waitFor()
  assert.equal(await entry.getByText('taken back').count(), 0, 'it is in force again')
  await page.locator('body').press('1')
  await page.getByRole('button', { name: 'Undo entry 2' }).waitFor()
  await page.getByRole('button', { name: 'Undo entry 2' }).click()
  await page.getByRole('button', { name: 'Bring back entry 2' }).click()
  await page.getByRole('button', { name: 'Undo entry 2' }).waitFor()
})
