// Serves an example case and opens it in Debian's Chromium, as a newcomer would.
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before } from 'node:test'
import { chromium } from 'playwright-core'

/** The program, built by make build; the tests of the interface run against it. */
export const program = process.env.UNDERPIN ?? join(import.meta.dirname, '../../underpin')
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'

/** Starts the browser. */
export const browserAt = () => chromium.launch({ executablePath, args: ['--disable-gpu', '--no-sandbox', '--disable-background-networking', '--disable-component-update'] })

/** Serves a database, with the environment of a user of its own. */
export async function serve(db, dir, ...args) {
  const env = { ...process.env, UNDERPIN_HOME: dir, XDG_RUNTIME_DIR: dir }
  const server = spawn(program, ['serve', '--print-url', '--db', db, ...args], { env })
  const address = await new Promise((resolve, reject) => {
    server.stdout.once('data', (b) => resolve(String(b).trim()))
    server.stderr.once('data', (b) => reject(new Error(String(b))))
    server.once('exit', () => reject(new Error('the server ended')))
  })
  return { server, address, env }
}

/** Loads an example case into a new database, serves it, and opens a page on it. */
export async function open(example, how = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'underpin-web-'))
  execFileSync(program, ['demo', example, '--once', '--dir', dir], { env: { ...process.env, UNDERPIN_HOME: dir }, stdio: 'pipe' })
  return openAt(join(dir, example + '.db'), dir, how)
}

/** Opens the harbour, within its case. */
export async function openCase(how) {
  const o = await open('harbour', how)
  await o.page.getByRole('link', { name: 'Who holds the Harbour Authority?' }).click()
  return o
}

/** Opens the harbour within its case once for all tests of a file; of is then the key of the case. */
export function harbour(how) {
  const o = {}
  before(async () => {
    Object.assign(o, await openCase(how))
    await o.page.getByRole('navigation', { name: 'Screens' }).waitFor()
    o.of = new URL(o.page.url()).pathname.split('/')[1]
  })
  after(() => o.close?.())
  return o
}

/** Loads a casebook, as text, into a new database, serves it, and opens a page on it. */
export async function openBook(text, how = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'underpin-web-'))
  const book = join(dir, 'book.yaml'), db = join(dir, 'book.db')
  writeFileSync(book, text)
  execFileSync(program, ['import', book, '--db', db, '--plain'], { env: { ...process.env, UNDERPIN_HOME: dir }, stdio: 'pipe' })
  return openAt(db, dir, how)
}

/** Loads a casebook into an encrypted database with a key of its own, seals what is given of its sources on the command line, serves it, and opens a page on it. */
export async function openSealed(text, sealed, how = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'underpin-web-'))
  const book = join(dir, 'book.yaml'), key = ['--key-file', join(dir, 'key.txt')], db = join(dir, 'book.db')
  writeFileSync(book, text)
  const run = (args, input) => execFileSync(program, [...args, '--db', db, ...key], { env: { ...process.env, UNDERPIN_HOME: dir }, stdio: 'pipe', input })
  run(['import', book])
  for (const [source, what, words] of sealed) run(['seal', source, '--' + what], words)
  return openAt(db, dir, how, key)
}

/** Serves an empty folder, and opens the page on it that a newcomer meets. */
export async function openNothing(how = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'underpin-web-'))
  return openAt(join(dir, 'my.db'), dir, how)
}

/** Serves a database, and opens a page on it. */
export async function openAt(db, dir, { width = 1440, height = 900, colorScheme = 'light', arrives = false } = {}, more = []) {
  const { server, address, env } = await serve(db, dir, ...more)
  const browser = await browserAt()
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, locale: 'en-GB', reducedMotion: 'reduce' })
  const page = await context.newPage()
  const origin = new URL(address).origin
  const seen = { requests: [], foreign: [], errors: [] }
  page.on('request', (r) => { seen.requests.push(r.url()); if (!/^(data|blob):/.test(r.url()) && new URL(r.url()).origin !== origin) seen.foreign.push(r.url()) })
  page.on('pageerror', (e) => seen.errors.push(String(e)))
  page.on('console', (m) => { if (m.type() === 'error' || m.type() === 'warning') seen.errors.push(m.text()) })
  const began = performance.now()
  // A database of one case opens on that case; the tests begin before it, at the list.
  await page.goto(arrives ? address : address.replace('/#', '/?way=all#'))
  return {
    page, context, browser, server, origin, address, dir, db, env, seen, began,
    async close() {
      await browser.close()
      this.server.kill('SIGINT')
      await new Promise((done) => this.server.exitCode === null && !this.server.signalCode ? this.server.once('exit', done) : done())
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
