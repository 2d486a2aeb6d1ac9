import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import puppeteer from 'puppeteer-core'
import { program, serve } from './browser.mjs'

const firefox = process.env.FIREFOX ?? '/usr/bin/firefox-esr'

test('in Firefox each screen is opened, chosen from and typed in, and nothing is said on the console', { skip: existsSync(firefox) ? false : 'Firefox is not here (apt install firefox-esr)' }, async () => {
  const dir = mkdtempSync(join(tmpdir(), 'underpin-firefox-'))
  execFileSync(program, ['demo', 'harbour', '--once', '--dir', dir], { env: { ...process.env, UNDERPIN_HOME: dir }, stdio: 'pipe' })
  const { server, address } = await serve(join(dir, 'harbour.db'), dir)
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath: firefox, headless: true, protocolTimeout: 120_000 })
  const said = []
  try {
    const page = await browser.newPage()
    await page.setViewport({ width: 1440, height: 900 })
    page.on('console', (m) => { if (m.type() === 'error' || m.type() === 'warn') said.push(m.text()) })
    page.on('pageerror', (e) => said.push(String(e)))
    await page.goto(address)
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
    assert.ok(names.length >= 4, names.join())
    assert.deepEqual(said, [])
  } finally {
    await browser.close()
    server.kill('SIGINT')
    rmSync(dir, { recursive: true, force: true })
  }
})
