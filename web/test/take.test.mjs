import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accessible } from './axe.mjs'
import { o, onMap, page } from './map.mjs'
import { fileOf, protectedNames, takeSheet } from './taken.mjs'

onMap()

const file = (act) => fileOf(page, act)
const sheet = () => takeSheet(page)

test('the map leaves by one key as a picture, a drawing and a table that hold no code name', async () => {
  await page.locator('body').press('x')
  await sheet().getByText('It holds what a brief may print').waitFor()
  await sheet().getByRole('button', { name: 'The map as PNG' }).waitFor()
  const png = await file(() => page.keyboard.press('p'))
  assert.match(png.name, /^[a-z2-7]{16}-map-\d{4}-\d\d-\d\d\.png$/)
  assert.equal(png.bytes.subarray(1, 4).toString(), 'PNG')
  assert.ok(png.bytes.length > 40_000, `${png.bytes.length} bytes`)
  const svg = await file(() => page.keyboard.press('s'))
  assert.match(svg.bytes.toString(), /Harbour Authority/)
  const csv = await file(() => page.keyboard.press('c'))
  assert.match(csv.bytes.toString(), /^\ufeffNo tie of Harbour pilots stands on 31 December 2019\.\r\nTie,From,To,Class,Standing,Origins\r\n/)
  for (const f of [svg, csv]) {
    assert.doesNotMatch(f.bytes.toString(), protectedNames, f.name)
    assert.doesNotMatch(f.name, protectedNames)
  }
  await accessible(page, 'the sheet')
})

test('what is for my own use says so in the file and in its name', async () => {
  await sheet().getByRole('radio', { name: 'For my own use' }).click()
  await sheet().getByText('whatever was agreed with the sources').waitFor()
  const svg = await file(() => sheet().getByRole('button', { name: 'The map as SVG' }).click())
  assert.match(svg.name, /-own-use\.svg$/)
  assert.match(svg.bytes.toString(), /For my own use/)
  const csv = await file(() => page.keyboard.press('c'))
  assert.match(csv.bytes.toString(), /^\ufeff.?For my own use/)
  await page.keyboard.press('Escape')
})

test('every screen has something that leaves, and none of it holds a code name', async () => {
  const screens = await page.locator('.rail .scr a').allInnerTexts()
  for (let i = 1; i <= screens.length; i++) {
    // By the mouse: Capture puts the caret into a field, where X is a letter.
    await page.locator('.rail .scr a').nth(i - 1).click()
    await page.getByRole('button', { name: /^Export/ }).click()
    const csv = sheet().getByRole('button', { name: /as CSV/ }).first()
    await csv.waitFor({ timeout: 60_000 })
    for (const b of await sheet().getByRole('button', { name: /as (CSV|SVG)/ }).all()) {
      const f = await file(() => b.click())
      assert.doesNotMatch(f.bytes.toString(), protectedNames, f.name)
    }
    await page.keyboard.press('Escape')
  }
})

test('what is measured of the network leaves by the same rule, and a form has nothing that leaves', async () => {
  const screen = page.url().replace(/\/[a-z]+(\?.*)?$/, '/')
  await page.goto(screen + 'network?measure=degree')
  await page.getByRole('heading', { name: /^By degree/ }).waitFor()
  await page.locator('body').press('x')
  for (const title of ['Who stands at the centre', 'How it hangs together', 'What the roots reach']) await sheet().getByText(title).first().waitFor({ timeout: 60_000 })
  const csv = await file(() => page.keyboard.press('c'))
  assert.match(csv.name, /^[a-z2-7]{16}-centre-\d{4}-\d\d-\d\d\.csv$/)
  assert.match(csv.bytes.toString(), /Idris Qorvat/)
  assert.doesNotMatch(csv.bytes.toString(), protectedNames)
  await page.goto(screen + 'record?kind=settings')
  await page.getByRole('button', { name: 'Save' }).waitFor()
  await page.getByRole('button', { name: /^Export X/ }).click()
  await sheet().getByText('This screen has nothing to take out.').waitFor()
  await page.keyboard.press('Escape')
  o.seen.errors.splice(0) // the browser says that there was nothing
  await page.goto(screen + 'map')
  await page.getByRole('img', { name: /Map of/ }).waitFor()
})

test('Ctrl P leads every screen through the sheet, and what is printed holds its table and its picture', async () => {
  // The browser would show a dialog; the sheet is kept as it stood while it printed.
  const keep = () => page.evaluate(() => { window.print = () => { globalThis.printed = document.querySelector('.printed').cloneNode(true) } })
  for (const [i, drawn] of [[1, false], [2, false], [3, true], [4, false], [5, false], [6, true], [7, false]]) {
    await page.locator('.rail .scr a').nth(i - 1).click()
    await keep()
    await page.locator('main').waitFor()
    await page.keyboard.press('Control+p')
    await sheet().getByRole('button', { name: /as CSV/ }).first().waitFor({ timeout: 60_000 })
    await page.keyboard.press('Control+p')
    await page.waitForFunction(() => globalThis.printed)
    await page.evaluate(() => { document.body.append(globalThis.printed); delete globalThis.printed })
    await page.emulateMedia({ media: 'print' })
    const paper = await page.evaluate(async () => {
      const s = document.querySelector('body > .printed')
      const images = [...s.querySelectorAll('img')]
      await Promise.all(images.map((i) => i.decode()))
      return { height: s.getBoundingClientRect().height, rows: [...s.querySelectorAll('tbody tr')].filter((r) => r.checkVisibility()).length, pictures: images.filter((i) => i.naturalWidth && i.getBoundingClientRect().width > 200).length, else: [...document.querySelectorAll('main, .rail, .top, dialog')].filter((e) => e.checkVisibility()).length }
    })
    const where = new URL(page.url()).pathname
    const pdf = await page.pdf({ format: 'A4' })
    await page.emulateMedia({ media: 'screen' })
    await page.evaluate(() => document.querySelector('body > .printed').remove())
    assert.ok(paper.rows > 0 && paper.height > 100, `${where} prints ${JSON.stringify(paper)}`)
    assert.equal(paper.pictures > 0, drawn, `${where} prints ${JSON.stringify(paper)}`)
    assert.equal(paper.else, 0, `${where} prints the screen too`)
    assert.ok(pdf.length > 8000, `${where}: ${pdf.length} bytes`)
    await page.keyboard.press('Escape')
  }
})

test('a page that is printed as it is says nothing of the case, and what is printed keeps the terms', async () => {
  await page.emulateMedia({ media: 'print' })
  assert.equal(await page.evaluate(() => [...document.body.children].filter((e) => e.checkVisibility()).map((e) => e.textContent).join('')), 'What leaves this screen goes by the terms of the sources: press X, then print.')
  await page.emulateMedia({ media: 'screen' })
  await page.evaluate(() => { window.print = () => { globalThis.printed = document.querySelector('.printed')?.textContent } })
  await page.goto(page.url().replace(/\/[a-z]+(\?.*)?$/, '/evidence'))
  await page.evaluate(() => { window.print = () => { globalThis.printed = document.querySelector('.printed')?.textContent } })
  await page.getByRole('button', { name: /^Export/ }).click()
  await sheet().getByRole('button', { name: /^Print/ }).click()
  await page.waitForFunction(() => globalThis.printed)
  const printed = await page.evaluate(() => globalThis.printed)
  assert.match(printed, /Idris Qorvat/)
  assert.doesNotMatch(printed, protectedNames)
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme })
    await accessible(page, colorScheme)
  }
  assert.deepEqual(o.seen.errors, [])
  assert.deepEqual(o.seen.foreign, [])
})
