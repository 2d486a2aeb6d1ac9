import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { chromium } from 'playwright-core'
import { serve } from './browser.mjs'

// What no address, history, profile or log may hold: names, ids and code names of the real case, and what is typed.
const names = ['Soleimani', 'soleimani', 'Muhandis', 'muhandis', 'Prime Minister', 'irgc-qf', 'Hezbollah', 'baggage-contract', 'airport-line', 'pmo-militiamen', 'Haidar Test']

/** All files below a folder, as text. */
function files(dir) {
  return readdirSync(dir, { recursive: true }).map((f) => join(dir, f)).filter((f) => statSync(f, { throwIfNoEntry: false })?.isFile()).map((f) => [f, readFileSync(f, 'latin1')])
}

test("a newcomer's path on the real case, and nothing of it in history, profile or requests", async () => {
  const dir = mkdtempSync(join(tmpdir(), 'underpin-newcomer-'))
  const { server, address } = await serve(join(dir, 'my.db'), dir)
  const origin = new URL(address).origin
  // A profile on disk, as the browser of a user has one.
  const profile = join(dir, 'profile')
  const context = await chromium.launchPersistentContext(profile, { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--disable-gpu', '--no-sandbox', '--disable-background-networking', '--disable-component-update'], viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })
  const page = context.pages()[0] ?? await context.newPage()
  const requests = [], errors = []
  page.on('request', (r) => requests.push(r.url()))
  page.on('pageerror', (e) => errors.push(String(e)))
  page.on('console', (m) => { if (m.type() === 'error') errors.push(m.text()) })
  const rail = (name) => page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: new RegExp('^' + name) }).click()
  try {
    await page.goto(address)
    await page.getByRole('button', { name: /^Iraq, September 2019/ }).click()
    await page.getByRole('banner').getByText('Iraq, September 2019 to January 2020').waitFor()

    // Who held the Prime Minister's Office in September 2019, by which means, who says so.
    await rail('Map')
    await page.getByRole('banner').getByText('30 September 2019').waitFor()
    await page.getByRole('img', { name: /Map of \d+ entities/ }).waitFor()
    await page.keyboard.press('l')
    await page.getByRole('columnheader', { name: 'Of whom' }).waitFor()
    const office = /Prime Minister's Office$/
    for (let i = 0; i < 120 && !office.test(await page.evaluate(() => document.activeElement.textContent)); i++) await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    const side = page.getByRole('complementary', { name: 'Selected' })
    await side.getByText(/\d+ ways, on 30 September 2019/).waitFor()
    await side.getByText(/Soleimani/).first().waitFor()
    await side.getByText(/uncorroborated|one origin/).first().waitFor()

    // Move the slider.
    await page.locator('body').press('l')
    await page.getByRole('slider', { name: 'As of' }).focus()
    await page.keyboard.press('ArrowRight')
    await page.waitForURL(/at=\d{4}-\d\d-\d\d/)
    await page.getByRole('button', { name: 'back to today' }).click()

    // Take out two people on 3 January 2020.
    await rail('What if')
    await page.getByRole('button', { name: /Soleimani/, pressed: true }).waitFor()
    await page.getByRole('button', { name: /Muhandis/, pressed: true }).waitFor()
    await page.getByText('3 January 2020').first().waitFor()

    // From what it hangs on to the passage.
    await page.locator('.tor a').first().click()
    const claim = page.getByRole('complementary', { name: 'The claim' })
    await claim.getByText('Who says so').waitFor()
    await claim.getByText(/Knights|Soleimani Is Dead/).first().waitFor()

    // Enter a claim by keys; it is kept, and taken back.
    await rail('Capture')
    await page.locator('#source').waitFor()
    const article = await page.locator('#source option', { hasText: /Knights|Soleimani Is Dead/ }).first().getAttribute('value')
    await page.locator('#source').selectOption(article)
    await page.locator('#who').focus()
    await page.keyboard.type('Haidar Test')
    await page.getByRole('option', { name: /a new one, “Haidar Test”/ }).waitFor()
    await page.keyboard.press('Enter')
    await page.locator('#what').focus()
    await page.keyboard.type('opposes'); await page.keyboard.press('Tab')
    await page.keyboard.type("Kata'ib"); await page.getByRole('option', { name: /Kata'ib Hezbollah/ }).first().waitFor(); await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByText('kept', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Take line 1 back' }).press('Enter')
    await page.getByRole('button', { name: 'Take line 1 back' }).waitFor({ state: 'detached' })

    assert.deepEqual(errors, [], 'nothing is said on the console')
    assert.deepEqual(requests.filter((r) => !/^(data|blob):/.test(r) && new URL(r).origin !== origin), [], 'no request leaves the machine')
    for (const r of requests) {
      const url = new URL(r)
      for (const n of names) assert.ok(!decodeURIComponent(url.pathname).includes(n), `${n} in ${url.pathname}`)
    }
    assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0)
  } finally {
    await context.close()
  }
  const found = files(profile).flatMap(([f, text]) => names.filter((n) => text.includes(n) || text.includes([...n].join('\0'))).map((n) => `${n} in ${f.slice(profile.length)}`))
  const control = files(profile).some(([, text]) => text.includes('127.0.0.1'))
  server.kill('SIGINT')
  await new Promise((done) => server.once('exit', done))
  rmSync(dir, { recursive: true, force: true })
  assert.deepEqual(found, [], 'neither history nor profile holds a name or an id')
  assert.ok(control, 'the search finds the address that was opened')
})
