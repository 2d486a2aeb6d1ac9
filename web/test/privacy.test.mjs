import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accessible } from './axe.mjs'
import { harbour } from './browser.mjs'

const o = harbour()

const codeNames = /\b(KESTREL|HERON|PETREL|TERN|AVOCET)/i

/** All that a page says: text, titles, labels, fields, frames and the address. */
const said = () => o.page.evaluate(() => {
  const of = (d) => [d.title, d.body?.innerText ?? '', ...[...d.querySelectorAll('*')].flatMap((e) => [...e.attributes].map((a) => a.value).concat(e.value ?? '', e.localName === 'style' || e.localName === 'script' ? '' : [...e.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data)))].join('\n')
  return [location.href, of(document), ...[...document.querySelectorAll('iframe')].map((f) => of(f.contentDocument))].join('\n')
})
const settled = async () => {
  const { page } = o
  await page.waitForLoadState('networkidle')
  await page.waitForFunction(() => document.querySelector('main')?.innerText.length > 40, null, { timeout: 60_000 })
}

test('Shift P hides the code names that stand on a screen, and says so', async () => {
  const { page } = o
  await page.locator('body').press('5')
  await page.getByText('KESTREL').first().waitFor()
  await page.locator('body').press('Shift+P')
  await page.getByRole('button', { name: 'Code names hidden', pressed: true }).waitFor()
  await page.getByRole('status').filter({ hasText: 'Code names are hidden on all screens.' }).waitFor({ state: 'attached' })
  await page.getByText(/source\s\d/).first().waitFor()
  assert.doesNotMatch(await said(), codeNames)
  await accessible(page, 'the evidence without code names')
})

test('no screen that is opened then holds a code name in its text or its title', async () => {
  const { page } = o
  const screens = await page.locator('.rail .scr a').count()
  for (let i = 1; i <= screens; i++) {
    await page.locator('body').press(String(i))
    await settled()
    const hit = (await said()).match(codeNames)
    assert.equal(hit, null, `${page.url()} says ${hit?.input.slice(Math.max(0, hit.index - 80), hit.index + 20)}`)
    await page.getByRole('button', { name: /^Export/ }).click()
    await page.getByRole('radio', { name: 'For my own use' }).click()
    await page.getByText('whatever was agreed with the sources').waitFor({ timeout: 60_000 })
    assert.doesNotMatch(await said(), codeNames, 'the sheet of ' + page.url())
    await page.keyboard.press('Escape')
  }
  await page.getByRole('link', { name: 'Records' }).click()
  await settled()
  assert.doesNotMatch(await said(), codeNames, page.url())
  await page.locator('body').press('/')
  await page.keyboard.type('kestr')
  await page.waitForLoadState('networkidle')
  const words = (await said()).replaceAll(/^kestr$/gm, '')
  assert.doesNotMatch(words, codeNames, 'the search')
  await page.keyboard.press('Escape')
})

test('a source is found and opened without its name, and Shift P shows it again', async () => {
  const { page } = o
  await page.locator('body').press('/')
  await page.getByRole('combobox', { name: 'Search' }).fill('kestrel')
  await page.locator('#hits .hit').filter({ hasText: /source\s3/ }).first().click()
  await page.locator('h1', { hasText: /^source\s3$/ }).waitFor()
  assert.match(page.url(), /source=[a-z2-7]{16}/)
  assert.doesNotMatch(await said(), codeNames)
  await page.locator('body').press('5')
  await page.getByText(/source\s\d/).first().waitFor()
  await page.locator('body').press('Shift+P')
  await page.getByText('KESTREL').first().waitFor()
  assert.equal(await page.getByRole('button', { name: 'Hide code names', pressed: false }).count(), 1)
  await page.locator('body').press('Shift+P')
  await page.getByText(/source\s\d/).first().waitFor()
  await page.reload()
  await page.getByText('KESTREL').first().waitFor()
  assert.deepEqual(o.seen.errors, [])
  assert.deepEqual(o.seen.foreign, [])
})
