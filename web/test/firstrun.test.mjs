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
    await page.getByRole('button', { name: 'Not now' }).click()
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
    const bad = join(o.dir, 'quay.yaml'), good = join(o.dir, 'mended.yaml'), sealed = join(o.dir, 'sealed.yaml')
    writeFileSync(sealed, '-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n')
    await page.getByRole('form', { name: 'Bring what you have' }).locator('input[type=file]').setInputFiles(sealed)
    await page.getByText('sealed.yaml is encrypted to the key of the case that it was exported from').waitFor()
    await page.getByText('import it on the command line, where that key is').waitFor()
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
    await page.getByRole('button', { name: 'Not now' }).click()
    await page.getByRole('banner').getByText('Who holds the Harbour Authority?').waitFor()
    assert.doesNotMatch(page.url(), /quay|mended|harbour/i)
  } finally {
    await o.close()
  }
})

test('a file that is being read is stopped, is chosen again, and gives way to the next', async () => {
  const o = await openNothing()
  const { page } = o
  const bring = page.getByRole('form', { name: 'Bring what you have' })
  const file = bring.locator('input[type=file]')
  try {
    const one = join(o.dir, 'one.yaml'), other = join(o.dir, 'other.yaml')
    writeFileSync(one, book)
    writeFileSync(other, book.replace(/title: .*/, 'title: Who keeps the quay?'))
    const held = []
    await page.route('**/api/import', (route) => { held.push(route) }) // no answer comes
    await file.setInputFiles(one)
    await bring.getByRole('button', { name: 'Stop' }).click()
    await page.getByText('a casebook is recorded whole or not at all').waitFor()
    assert.equal(await file.inputValue(), '', 'the same file is news to the browser')

    await file.setInputFiles(one)
    await bring.getByRole('button', { name: 'Stop' }).waitFor()
    await page.unroute('**/api/import')
    await file.setInputFiles(other)
    await bring.getByText('Who keeps the quay?').waitFor()
    assert.equal(held.length, 2)
    for (const route of held) await route.continue().catch(() => {})
    await bring.getByText('No place needs mending.').waitFor()
    assert.equal(await page.getByText('a casebook is recorded whole or not at all').count(), 0)
    assert.equal(await bring.getByText('Who keeps the quay?').count(), 1)
  } finally {
    await o.close()
  }
})

/** Starts a case under a passphrase, up to the offer of a recovery sheet. */
async function offered() {
  const o = await openNothing()
  const start = o.page.getByRole('form', { name: 'Start a case' })
  await start.getByLabel('What do you want to know?').fill('Who keeps the quay?')
  await start.getByLabel('A new passphrase').fill('four words that differ')
  await start.getByLabel('The same again').fill('four words that differ')
  await o.page.keyboard.press('Enter')
  await o.page.getByRole('heading', { name: 'Recovery sheet' }).waitFor()
  return o
}

/** Looks at the page with axe in both themes. */
async function inBoth(page, what) {
  for (const scheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme: scheme })
    await accessible(page, `${what}, ${scheme}`)
  }
}

test('a recovery sheet is shown once, checked by a line typed back, and forgotten by the page', async () => {
  const o = await offered()
  const { page } = o
  try {
    await inBoth(page, 'the offer of a recovery sheet')
    const key = readFileSync(o.db + '.key', 'utf8')
    const answer = page.waitForResponse('**/api/databases/sheet')
    await page.keyboard.press('Enter')
    assert.equal((await answer).headers()['cache-control'], 'no-store')
    const main = page.getByRole('main')
    await main.getByText('It is shown this once and written to no disk').waitFor()
    const lines = await main.getByRole('listitem').allInnerTexts()
    assert.equal(lines.length, 5)
    await inBoth(page, 'a recovery sheet')
    await page.setViewportSize({ width: 1024, height: 768 })
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth && document.documentElement.scrollHeight <= innerHeight), true, 'all of it is in sight')

    await page.emulateMedia({ media: 'print' })
    const paper = page.locator('.printed')
    assert.equal(await paper.isVisible(), true)
    assert.deepEqual(await paper.locator('li').allInnerTexts(), lines, 'the paper holds every line')
    assert.equal(await main.isVisible(), false, 'and nothing else')
    await page.emulateMedia({ media: 'screen' })

    await page.keyboard.press('Enter')
    assert.equal(await paper.count(), 1, 'Enter once more does not take it away')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    const field = page.getByLabel(/^To check it, type line [1-5] from your paper/)
    const n = Number(/line (\d)/.exec(await page.locator('label').innerText())[1])
    assert.equal(await page.getByText(lines[0].slice(3)).count(), 0, 'the lines are out of sight while one is typed')
    await page.keyboard.type(lines[n % 5])
    await page.keyboard.press('Enter')
    await page.getByText('That is not the line that was shown.').waitFor()
    assert.equal(await field.inputValue(), '')
    assert.equal(readFileSync(o.db + '.key', 'utf8'), key, 'it does not count yet')
    await inBoth(page, 'a line that is not on the sheet')
    await field.fill(lines[n - 1].toUpperCase())
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'The recovery sheet is made' }).waitFor()
    assert.notEqual(readFileSync(o.db + '.key', 'utf8'), key)
    await inBoth(page, 'a recovery sheet that is made')
    const kept = await page.evaluate(() => [document.documentElement.outerHTML, location.href, JSON.stringify(history.state), JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })].join('\n'))
    for (const l of lines) assert.equal(kept.includes(l.slice(3)), false, 'nothing of it stays in the page')
    assert.deepEqual(o.seen.requests.filter((r) => lines.some((l) => decodeURIComponent(r).replace(/[ +]/g, '').includes(l.slice(3).replaceAll(' ', '')))), [], 'nor was it in an address')
    await page.keyboard.press('Enter')
    await page.getByRole('banner').getByText('Who keeps the quay?').waitFor()
    await page.goBack()
    await page.getByRole('heading', { name: 'The cases of this database' }).waitFor()
    assert.deepEqual(o.seen.foreign, [])
    assert.equal(o.seen.errors.filter((e) => !/422/.test(e)).length, 0, o.seen.errors.join('\n'))
  } finally {
    await o.close()
  }
})

test('a sheet that was not copied is not made, and the page says how to make one', async () => {
  const o = await offered()
  const { page } = o
  try {
    const key = readFileSync(o.db + '.key', 'utf8')
    await page.getByRole('button', { name: 'Make a recovery sheet' }).click()
    await page.getByRole('button', { name: 'I have copied all lines' }).click()
    for (let i = 0; i < 3; i++) {
      await page.getByLabel(/^To check it/).fill('qpzr y9x8 gf2t vd')
      const answered = page.waitForResponse('**/copied')
      await page.keyboard.press('Enter')
      await answered
    }
    await page.getByText('so this sheet was not made').waitFor()
    await page.getByText('underpin passphrase --sheet').waitFor()
    await inBoth(page, 'a recovery sheet that was not made')
    assert.equal(readFileSync(o.db + '.key', 'utf8'), key)
    await page.getByRole('button', { name: 'Open the case' }).click()
    await page.getByRole('banner').getByText('Who keeps the quay?').waitFor()
  } finally {
    await o.close()
  }
})
