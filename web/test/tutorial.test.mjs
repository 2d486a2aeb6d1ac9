import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { openNothing, program } from './browser.mjs'

const docs = join(import.meta.dirname, '../../docs')
const text = readFileSync(join(docs, 'tutorial.md'), 'utf8')

/** The parts of the tutorial by their headings. */
const parts = new Map(text.split(/^## /m).slice(1).map((p) => [p.slice(0, p.indexOf('\n')), p]))

/** The words in italics of a part: they stand on the page just so. */
const italics = (part) => [...part.matchAll(/(?<![*\w])\*([^*\n]+)\*(?![*\w])/g)].map((m) => m[1])

const seen = (page, words) => page.getByText(words, { exact: false }).first().waitFor()
const rail = (page, name) => page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: new RegExp('^' + name) }).click()

/** What each part does, in its order. What is in italics has to stand on the page at some time in it. */
const does = {
  '1. Start': async (o, words) => {
    await o.page.getByText(o.db).waitFor()
    for (const w of words) await seen(o.page, w)
    await o.page.getByRole('button', { name: /Who holds the Harbour Authority\? Selmora, 2014 to 2020/ }).click()
    await o.page.getByRole('banner').getByText('Who holds the Harbour Authority?').waitFor()
  },
  '2. What needs you': async (o, words) => { for (const w of words) await seen(o.page, w) },
  '3. The map': async ({ page }, words) => {
    await rail(page, 'Map')
    await page.getByRole('img', { name: /Map of \d+ entities/ }).waitFor()
    await page.keyboard.press('l')
    await page.getByRole('columnheader', { name: 'Of whom' }).waitFor()
    for (let i = 0; i < 90 && await page.evaluate(() => document.activeElement.textContent) !== 'Harbour Authority'; i++) await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.getByRole('complementary', { name: 'Selected' }).getByText(/\d+ ways, on /).waitFor()
    await page.locator('body').press('l')
    const slider = page.getByRole('slider', { name: 'As of' })
    await slider.focus()
    await page.keyboard.press('ArrowLeft')
    await page.getByRole('button', { name: 'back to today' }).click()
    for (const w of words) if (w !== 'back to today') await seen(page, w)
  },
  '4. Who says so': async ({ page }, words) => {
    await rail(page, 'Evidence')
    await page.locator('tbody a').first().click()
    for (const w of words) await seen(page, w)
  },
  '5. What if': async ({ page }, words) => {
    await rail(page, 'What if')
    for (const w of words) if (w !== 'Done' && w !== 'without KESTREL') await seen(page, w)
    await page.locator('body').press('w')
    await page.getByRole('checkbox', { name: /KESTREL/ }).press('Space')
    await page.getByRole('button', { name: 'Done' }).click()
    await page.getByRole('button', { name: /^without KESTREL/ }).click()
  },
  '6. Search': async ({ page }, words) => {
    await page.locator('body').press('/')
    await page.keyboard.type(/type (\p{Script=Arabic}+)/u.exec(parts.get('6. Search'))[1])
    for (const w of words) await page.getByRole('dialog').getByText(w).first().waitFor()
    await page.keyboard.press('Escape')
  },
  '7. A change, and back': async ({ page, dir, env }, words) => {
    await rail(page, 'Desk')
    const command = /^underpin (.*)$/m.exec(parts.get('7. A change, and back'))[1]
    execFileSync(program, command.match(/"[^"]*"|\S+/g).map((a) => a.replaceAll('"', '')), { cwd: dir, env, stdio: 'pipe' })
    for (const w of words) await seen(page, w)
    await page.locator('body').press('u')
    await page.getByText(/taken back|Undone|Taken back/).first().waitFor()
  },
  '8. Away from the desk': async ({ page, server, dir }) => {
    await seen(page, 'Not encrypted')
    await page.goto('about:blank') // a page says on the console that its server is away
    let said = ''
    server.stdout.on('data', (b) => { said += b })
    server.kill('SIGINT')
    await new Promise((done) => server.once('close', done))
    const [, back, file] = /`(underpin serve --db )(\S+)`/.exec(parts.get('8. Away from the desk'))
    assert.ok(said.includes(back + join(dir, file)), said)
  },
}

test('every step of the tutorial is done as it stands', async () => {
  assert.deepEqual(Object.keys(does), [...parts.keys()], 'each part of the tutorial is tried, in its order')
  for (const [, picture] of text.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)) assert.ok(existsSync(join(docs, picture)), picture)
  const o = await openNothing()
  try {
    for (const [name, part] of parts) {
      await does[name](o, italics(part)).catch((e) => { throw new Error(`${name}: ${e.message}`) })
    }
    assert.deepEqual(o.seen.foreign, [])
    assert.deepEqual(o.seen.errors, [])
  } finally {
    await o.close()
  }
})
