import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { accessible } from './axe.mjs'
import { harbour } from './browser.mjs'
import { choose, mapOf, side as panel } from './map.mjs'

const o = harbour()
const side = () => panel(o.page)

test('the sheet of keys explains the terms, all those of the glossary, found by their words', async () => {
  const { page } = o
  await page.locator('body').press('?')
  const sheet = page.getByRole('dialog', { name: 'Keys' })
  await sheet.getByText('Single letters never act while a field has the focus.').waitFor()
  await accessible(page, 'the keys')
  await sheet.getByRole('button', { name: 'What the terms mean' }).press('Enter')
  await sheet.getByRole('heading', { name: 'Terms' }).waitFor()
  const glossary = readFileSync(new URL('../../docs/glossary.md', import.meta.url), 'utf8')
  const terms = [...glossary.matchAll(/^\*\*(.+?)\*\* — /gm)].map((m) => m[1])
  assert.ok(terms.length > 40, `${terms.length} terms`)
  assert.deepEqual(await sheet.locator('dt').allInnerTexts(), terms)
  const says = await sheet.locator('dd').allInnerTexts()
  assert.equal(says.length, terms.length)
  for (const s of says) assert.doesNotMatch(s, /\]\(|\*\*|^$/, 'what is written for a page stays there')
  await page.keyboard.type('Hinge')
  await sheet.getByText('hinge', { exact: true }).waitFor()
  assert.ok(await sheet.locator('dt').count() < terms.length)
  await sheet.getByRole('searchbox').fill('no such word at all')
  await sheet.getByText('No term has these words.').waitFor()
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme })
    await accessible(page, `the terms, ${colorScheme}`)
  }
  await page.keyboard.press('Escape')
  await sheet.waitFor({ state: 'detached' })
})

test('what is taken back in a dossier is brought back there, and the Desk says the same of it', async () => {
  const { page } = o
  await page.getByRole('link', { name: /^Map/ }).click()
  await mapOf(page)
  await choose(page, 'Idris Qorvat')
  await page.keyboard.press('.')
  await side().getByText('Idris Qorvat is pinned here').waitFor()
  await side().getByRole('link', { name: 'Dossier' }).click()
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
  assert.deepEqual(o.seen.errors, [])
  assert.deepEqual(o.seen.foreign, [])
})
