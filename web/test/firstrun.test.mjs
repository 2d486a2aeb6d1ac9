import assert from 'node:assert/strict'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { accessible } from './axe.mjs'
import { openNothing } from './browser.mjs'

const book = readFileSync(join(import.meta.dirname, '../../examples/harbour/casebook.yaml'), 'utf8')

test('without a database there are three ways in, and the page says where the file will be', async () => {
  const o = await openNothing()
  const { page } = o
  try {
    for (const way of ['Open an example', 'Start a case', 'Bring what you have']) await page.getByRole('heading', { name: way }).waitFor()
    await page.getByText(o.db).waitFor()
    assert.match(await page.getByRole('contentinfo').or(page.locator('footer')).innerText(), /encrypted/)
    await page.getByRole('button', { name: /Who holds the Harbour Authority/ }).waitFor()
    for (const scheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme: scheme })
      await accessible(page, `first run, ${scheme}`)
    }
    await page.setViewportSize({ width: 1024, height: 768 })
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, 'nothing runs over the side')

    // By keys alone: the second way, a passphrase that is weak, two that differ, a date that is none.
    await page.locator('body').press('2')
    await page.keyboard.type('Who keeps the quay?')
    const start = page.getByRole('form', { name: 'Start a case' })
    const typed = async (first, again) => {
      await start.getByLabel('A new passphrase').fill(first)
      await start.getByLabel('The same again').fill(again)
      await page.keyboard.press('Enter')
    }
    await typed('four words', 'other words')
    await start.getByText('The two are not the same').waitFor()
    await typed('aaaa', 'aaaa')
    await start.getByText('the passphrase is too easy to guess').waitFor()
    assert.equal(existsSync(o.db), false, 'nothing was made')
    await start.getByLabel('As of').fill('2019-13-40')
    await typed('four words that differ', 'four words that differ')
    await start.getByText('there is no month 13').waitFor()
    await accessible(page, 'first run with a mistake')
    assert.equal(await start.getByLabel('What do you want to know?').inputValue(), 'Who keeps the quay?', 'what was typed stays')
    await start.getByLabel('As of').fill('31 December 2019')
    await typed('four words that differ', 'four words that differ')
    await page.getByRole('banner').getByText('31 December 2019').waitFor()
    assert.equal(existsSync(o.db), true)
    assert.equal(existsSync(o.db + '.key'), true)
    assert.doesNotMatch(decodeURIComponent(page.url()), /quay/)
    assert.deepEqual(o.seen.foreign, [], 'no request leaves the machine')
  } finally {
    await o.close()
  }
})

test('an example opens by one key and Enter, in a plain file beside the database', async () => {
  const o = await openNothing()
  try {
    await o.page.getByRole('button', { name: /Harbour Authority/ }).waitFor()
    await o.page.locator('body').press('1')
    await o.page.keyboard.press('Tab')
    await o.page.keyboard.press('Enter')
    await o.page.getByRole('banner').getByText('Who holds the Harbour Authority?').waitFor()
    await o.page.getByText('Not encrypted').waitFor()
    assert.equal(existsSync(join(o.dir, 'harbour.db')), true)
    assert.deepEqual(o.seen.errors, [], 'nothing is said on the console')
  } finally {
    await o.close()
  }
})

test('a casebook with mistakes is shown place by place, and once mended it is imported', async () => {
  const o = await openNothing()
  const { page } = o
  try {
    const bad = join(o.dir, 'quay.yaml'), good = join(o.dir, 'mended.yaml')
    writeFileSync(bad, book.replace('source: HERON', 'source: HERRON').replace('held: 2014', 'held: 2014-13'))
    writeFileSync(good, book)
    await page.getByRole('form', { name: 'Bring what you have' }).locator('input[type=file]').setInputFiles(bad)
    await page.getByRole('heading', { name: 'Two places need mending; nothing was imported' }).waitFor()
    await page.getByText('There is no source "HERRON"').waitFor()
    await page.getByText('Did you mean HERON?').waitFor()
    assert.equal(await page.locator('mark').first().innerText(), 'HERRON')
    for (const scheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme: scheme })
      await accessible(page, `a casebook that needs mending, ${scheme}`)
    }
    assert.equal(existsSync(o.db), false, 'nothing was made')
    await page.getByText('Bring the mended file').locator('input').setInputFiles(good)
    const bring = page.getByRole('form', { name: 'Bring what you have' })
    await bring.getByText('No place needs mending.').waitFor()
    await bring.getByLabel('A new passphrase').fill('four words that differ')
    await bring.getByLabel('The same again').fill('four words that differ')
    await bring.getByRole('button', { name: /^Import \d+ records/ }).click()
    await page.getByRole('banner').getByText('Who holds the Harbour Authority?').waitFor()
    assert.doesNotMatch(page.url(), /quay|mended|harbour/i)
  } finally {
    await o.close()
  }
})
