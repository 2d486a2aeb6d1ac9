import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import puppeteer from 'puppeteer-core'
import { program, serve } from './browser.mjs'

const firefox = process.env.FIREFOX ?? '/usr/bin/firefox-esr'

const skip = existsSync(firefox) ? false : 'Firefox is not here (apt install firefox-esr)'

/** Serves a database of a folder of its own to a page in Firefox, and gathers what is said on the console. */
async function inFirefox(name, f, make = () => {}) {
  const dir = mkdtempSync(join(tmpdir(), 'underpin-firefox-'))
  make(dir)
  const { server, address } = await serve(join(dir, name), dir)
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath: firefox, headless: true, protocolTimeout: 120_000 })
  const said = []
  try {
    const page = await browser.newPage()
    await page.setViewport({ width: 1440, height: 900 })
    page.on('console', (m) => { if (m.type() === 'error' || m.type() === 'warn') said.push(m.text()) })
    page.on('pageerror', (e) => said.push(String(e)))
    await page.goto(address)
    await f(page)
    assert.deepEqual(said, [])
  } finally {
    await browser.close()
    server.kill('SIGINT')
    rmSync(dir, { recursive: true, force: true })
  }
}

const harbour = (dir) => execFileSync(program, ['demo', 'harbour', '--once', '--dir', dir], { env: { ...process.env, UNDERPIN_HOME: dir }, stdio: 'pipe' })

test('in Firefox each screen is opened, chosen from and typed in, the map is dragged, a line and a form are kept, and nothing is said on the console', { skip }, () => inFirefox('harbour.db', async (page) => {
  await page.locator('::-p-text(Who holds the Harbour Authority?)').click()
  await page.waitForSelector('.rail a')
  // On every screen of the rail: it opens by its key, something is chosen by keys, and the search is typed in.
  const names = await page.$$eval('.rail .scr a', (all) => all.map((a) => a.firstChild.textContent.trim()))
  for (const [i, name] of names.entries()) {
    await page.evaluate(() => document.activeElement?.blur())
    await page.keyboard.press(String(i + 1))
    await page.waitForFunction((n) => document.title.startsWith(n), {}, name)
    await page.waitForSelector('main h1, main h2, main canvas, main table, main form')
    await page.evaluate(() => document.activeElement?.blur())
    await page.keyboard.press('j')
    await page.keyboard.press('/')
    await page.waitForSelector('dialog input[type=search]')
    await page.keyboard.type('Qorvat')
    await page.waitForFunction(() => [...document.querySelectorAll('dialog [role=option]')].some((o) => o.textContent.includes('Qorvat')))
    await page.keyboard.press('Escape')
    await page.waitForFunction(() => !document.querySelector('dialog'))
  }
  const press = (key) => page.evaluate(() => document.activeElement?.blur()).then(() => page.keyboard.press(key))
  const seen = (text, of = 'main') => page.waitForFunction((t, of) => document.querySelector(of)?.innerText.includes(t), {}, text, of)

  // The map: a node is dragged, and pinned; the slider is stepped and dragged.
  await press('3')
  const canvas = await page.waitForSelector('canvas')
  await press('j')
  await seen('How it is held')
  await page.keyboard.down('Shift')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.up('Shift')
  await seen('is pinned here')
  const stage = await canvas.boundingBox()
  await page.mouse.move(stage.x + 8, stage.y + 8)
  await page.mouse.down()
  await page.mouse.move(stage.x + 60, stage.y + 40, { steps: 4 })
  await page.mouse.up()
  const track = await (await page.waitForSelector('.track')).boundingBox()
  await page.mouse.move(track.x + track.width - 2, track.y + 10)
  await page.mouse.down()
  await page.mouse.move(track.x + track.width / 2, track.y + 10, { steps: 4 })
  await page.mouse.up()
  await page.waitForFunction(() => new URLSearchParams(location.search).has('at'))
  await page.focus('.track')
  await page.keyboard.press('ArrowRight')
  await page.evaluate(() => document.activeElement.blur())

  // Capture: a line is written and kept by keys.
  await press('2')
  await page.waitForSelector('#source')
  await page.select('#source', await page.$eval('#source option:nth-child(2)', (e) => e.value))
  for (const [part, words] of [['who', 'Maryam Dalal'], ['what', 'chairs'], ['whom', 'Harbour Authority']]) {
    await page.focus('#' + part)
    await page.keyboard.type(words)
    await page.waitForSelector(`#${part}-list [role=option]`)
    await page.keyboard.press('Tab')
  }
  await seen('chairs Harbour Authority', '.side')
  await page.keyboard.press('Enter')
  await page.waitForSelector('input[name=double], li.done')

  // A form: what is wrong is said beside its field, and what is right is kept and taken back.
  await page.click('a[href*="/record"]')
  await page.waitForSelector('main form input')
  await page.click('a[href*="kind=question"]')
  await page.waitForSelector('.list a')
  await page.click('.list a')
  const words = await page.waitForSelector('main form textarea, main form input:not([type=checkbox])')
  await words.type(' of all')
  await page.click('main form .btn.go')
  await seen('Corrected.')

  // Brief: the page is rendered anew of what is typed, and the list behind an @ is there.
  await press('7')
  const text = await page.waitForSelector('textarea')
  await page.waitForSelector('iframe')
  await text.focus()
  await page.keyboard.type('@')
  await page.waitForSelector('#insert')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Backspace')
  assert.ok(names.length >= 4, names.join())
}, harbour))

test('in Firefox a case is begun with a passphrase, locked, and opened again', { skip }, () => inFirefox('my.db', async (page) => {
  const press = (words) => page.locator(`::-p-xpath(//button[contains(., "${words}")])`).click()
  const passphrase = 'four words that differ'
  await page.waitForSelector('textarea')
  await page.type('textarea', 'Who keeps the quay?')
  for (const field of await page.$$('form[aria-label="Start a case"] input[type=password]')) await field.type(passphrase)
  await page.click('form[aria-label="Start a case"] .btn.go')
  await press('Not now')
  await press('Lock it')
  await page.waitForSelector('#passphrase')
  await page.type('#passphrase', passphrase)
  await page.keyboard.press('Enter')
  await page.waitForSelector('.rail .scr a')
}))
