import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { chromium } from 'playwright-core'
import { serve } from './browser.mjs'

// What no address, history, profile or log may hold: names, ids and code names of the real case, and what is typed.
const names = ['Soleimani', 'soleimani', 'Muhandis', 'muhandis', 'Prime Minister', 'irgc-qf', 'Hezbollah', 'baggage-contract', 'airport-line', 'pmo-militiamen']
const paper = 'A paper made up for this test'
const typed = [paper, "kata'ib hez", "kata'ib influence", 'nervous', 'irgc-qf']
const slow = { timeout: 60_000 }

/** All files below a folder, as text. */
function files(dir) {
  return readdirSync(dir, { recursive: true }).map((f) => join(dir, f)).filter((f) => statSync(f, { throwIfNoEntry: false })?.isFile()).map((f) => [f, readFileSync(f, 'latin1')])
}

test("a newcomer's path on the real case, and nothing of it in history, profile or requests", async (t) => {
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

    // Enter a claim by keys: a second voice, made up, for what one author says.
    await page.locator('body').press('2')
    await page.locator('#source').waitFor()
    await page.getByRole('button', { name: 'a new source' }).press('Enter')
    const form = page.getByRole('region', { name: 'The record' })
    await form.getByLabel('kind').first().selectOption('document')
    await form.getByLabel('name').first().fill(paper)
    await form.getByRole('button', { name: 'Add', exact: true }).press('Enter')
    await page.getByText('The new source was added.').waitFor()
    await page.locator('#who:focus').waitFor()
    await page.keyboard.type("kata'ib hez"); await page.getByRole('option', { name: /Kata'ib Hezbollah/ }).first().waitFor(); await page.keyboard.press('Tab')
    await page.keyboard.type('carries'); await page.keyboard.press('Tab')
    await page.keyboard.type('irgc-qf'); await page.getByRole('option', { name: /IRGC-QF/ }).first().waitFor(); await page.keyboard.press('Tab')
    const does = page.getByRole('complementary', { name: 'What this line does' })
    await does.getByText('You have this already').waitFor()
    await does.getByText(/from 2 independent origins/).waitFor()
    const [, before, after] = /(\.\d\d) now, (\.\d\d) then/.exec(await does.getByText(/As numbers/).textContent())
    assert.ok(Number(after) > Number(before), 'the credence rises')
    const moved = does.locator('table tr').nth(1).locator('.num')
    await moved.last().waitFor(slow)
    await does.getByText(/^Computing the worlds again/).waitFor({ state: 'detached', ...slow })
    const [was, is] = (await moved.allTextContents()).map((t) => parseInt(t))
    assert.ok(is > was, `the answer moves: ${was} % to ${is} %`)
    await page.keyboard.press('Enter')
    await page.getByText('the case has this claim already; say whether it is the same').waitFor()
    await page.keyboard.press('Space')
    await page.locator('#when').focus()
    await page.keyboard.press('Enter')
    await page.getByText('kept', { exact: true }).waitFor()

    // The answer has moved on the screen too; taken back, it is what it was.
    const answer = (share) => page.getByRole('listitem').filter({ hasText: "to Kata'ib Hezbollah is left without the two" }).getByText(`${share} of 100 worlds`).waitFor(slow)
    await page.keyboard.press('Escape')
    await page.keyboard.press('1')
    await answer(is)
    await page.keyboard.press('Control+z')
    await page.getByText(/It is entry \d+\./).waitFor()
    await answer(was)

    // Cite it in the brief, by @, and print.
    await page.keyboard.press('7')
    const field = page.getByRole('textbox', { name: 'Text of the brief, in Markdown' })
    await field.waitFor(slow)
    await page.getByText(/to consider|No finding/).waitFor(slow)
    await field.press('Control+End')
    await page.keyboard.type("\n\nMichael Knights calls it the central nervous system. @kata'ib influence")
    await page.getByRole('option', { name: /claim c06/ }).first().waitFor(slow)
    await page.keyboard.press('Enter')
    await page.waitForFunction((e) => e.value.endsWith('[[claim c06]]'), await field.elementHandle())
    await page.getByRole('button', { name: /^Freeze and print/, disabled: false }).waitFor(slow)
    await page.keyboard.press('F8')
    await page.getByText('The text is kept, and the page is frozen with its numbers.').waitFor(slow)

    assert.deepEqual(errors.filter((e) => !/status of 422/.test(e)), [], 'nothing is said on the console')
    assert.deepEqual(requests.filter((r) => !/^(data|blob):/.test(r) && new URL(r).origin !== origin), [], 'no request leaves the machine')
    for (const r of requests) {
      const address = decodeURIComponent(r.replaceAll('+', ' ')).toLowerCase()
      for (const n of [...names, ...typed]) assert.ok(!address.includes(n.toLowerCase()), `${n} in ${address}`)
    }
    if (process.platform === 'linux') t.diagnostic(`the server holds ${/VmRSS:\s+(\d+ kB)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))[1]} after it`)
    assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0)
  } finally {
    await context.close()
    server.kill('SIGINT')
    await new Promise((done) => server.once('exit', done))
  }
  const found = files(profile).flatMap(([f, text]) => [...names, paper, 'nervous system'].filter((n) => text.includes(n) || text.includes([...n].join('\0'))).map((n) => `${n} in ${f.slice(profile.length)}`))
  const control = files(profile).some(([, text]) => text.includes('127.0.0.1'))
  rmSync(dir, { recursive: true, force: true })
  assert.deepEqual(found, [], 'neither history nor profile holds a name or an id')
  assert.ok(control, 'the search finds the address that was opened')
})
