import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accessible } from './axe.mjs'
import { mapOf, o, onMap, page } from './map.mjs'
import { fileOf, protectedNames, takeSheet } from './taken.mjs'

onMap()

const file = (act) => fileOf(page, act)
const sheet = () => takeSheet(page)

test('what leaves of the map is what the screen shows: two dates, what is hidden, one state and a supposition, said in every file', async () => {
  const base = page.url().split('?')[0]
  await page.locator('body').press('d')
  await page.waitForURL(/and=/)
  await page.getByRole('slider', { name: 'As of' }).focus()
  for (let i = 0; i < 12; i++) await page.keyboard.press('Shift+ArrowLeft')
  const legend = page.getByRole('group', { name: 'Between the two dates' })
  await legend.getByRole('button', { name: /^as before/ }).click()
  await page.getByRole('button', { name: /^office or body/ }).click()
  await page.waitForURL(/hide_kinds=office/)
  const says = (await page.locator('.cap').innerText()).match(/^(.+ to 31 December 2019): /)[1]
  await page.locator('body').press('x')
  await sheet().getByText(/Left out: entities of the kind office or public body; ties by what became of them \(as before\), with \d+ of \d+ ties\./).waitFor()
  const csv = await file(() => page.keyboard.press('c')), svg = await file(() => page.keyboard.press('s'))
  for (const [f, text] of [csv, svg].map((f) => [f, f.bytes.toString()])) {
    assert.match(text.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' '), new RegExp(says), f.name)
    assert.doesNotMatch(text, protectedNames, f.name)
  }
  assert.match(csv.name, /-map-\d{4}-\d\d-\d\d-and-\d{4}-\d\d-\d\d\.csv$/)
  const [, head, ...rows] = csv.bytes.toString().trim().split('\r\n')
  assert.match(head, /^Tie,From,To,Class,Standing on 31 December 2019,Standing on .+,Between the dates,Origins$/)
  assert.ok(rows.length > 0 && rows.every((r) => /,(began|ended|of another class),/.test(r)), rows[0])
  assert.doesNotMatch(rows.join(), /Harbour Authority/)
  await sheet().getByRole('radio', { name: 'For my own use' }).click()
  await sheet().getByText('whatever was agreed with the sources').waitFor()
  const own = await file(() => page.keyboard.press('c'))
  assert.match(own.name, /-own-use\.csv$/)
  const shown = Number((await page.locator('canvas').getAttribute('aria-label')).match(/and (\d+) ties/)[1])
  assert.equal(own.bytes.toString().trim().split('\r\n').length, 3 + shown, 'the mark, what is shown, the head and each tie that the screen shows')
  await page.keyboard.press('Escape')

  await page.goto(base)
  await page.locator('body').press('o')
  await page.locator('.cap').getByText(/^World 1 of 2,000/).waitFor()
  const holding = Number((await page.locator('.cap').innerText()).match(/: (\d+) of the \d+ ties/)[1])
  await page.locator('body').press('x')
  await sheet().getByText(/World 1 of 2,000, one possible state of affairs drawn by the evidence: \d+ of the \d+ ties that may hold on 31 December 2019 do, and no other is drawn\./).waitFor()
  await sheet().getByRole('radio', { name: 'For my own use' }).click()
  await sheet().getByText('whatever was agreed with the sources').waitFor()
  const state = await file(() => page.keyboard.press('c'))
  assert.equal(state.bytes.toString().trim().split('\r\n').length, 3 + holding)
  await page.keyboard.press('Escape')

  await page.goto(base)
  await mapOf(page)
  await page.locator('body').press('w')
  await page.getByRole('checkbox', { name: 'Leave out KESTREL' }).check()
  await page.getByRole('button', { name: 'Done' }).click()
  await page.locator('body').press('x')
  await sheet().getByText('Supposed of the evidence: something that may not be named here.').waitFor()
  await sheet().getByRole('radio', { name: 'For my own use' }).click()
  await sheet().getByText('Supposed of the evidence: without KESTREL.').waitFor()
  await page.keyboard.press('Escape')
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme })
    await accessible(page, colorScheme)
  }
  assert.deepEqual(o.seen.errors, [])
  assert.deepEqual(o.seen.foreign, [])
})
