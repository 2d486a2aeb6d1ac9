// Makes the pictures of all screens and states, into docs/pictures: make pictures. Elsewhere, or
// narrower, to look at: node test/pictures.mjs --to FOLDER --width 1024.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { open, openNothing } from './browser.mjs'

const asked = parseArgs({ options: { to: { type: 'string', default: join(import.meta.dirname, '../../docs/pictures') }, width: { type: 'string', default: '1440' } } }).values
const to = asked.to, size = { width: Number(asked.width), height: Number(asked.width) < 1200 ? 768 : 900 }
mkdirSync(to, { recursive: true })

/** Takes the page in both themes, once nothing moves any more. */
async function take(page, name) {
  for (const scheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme: scheme })
    await page.mouse.move(0, 0)
    await page.evaluate(() => document.fonts.ready)
    await page.waitForTimeout(400)
    await page.screenshot({ path: join(to, name + (scheme === 'dark' ? '-dark' : '') + '.png') })
  }
  await page.emulateMedia({ colorScheme: 'light' })
  console.log(join(to, name + '.png'))
}

/** What stands on a screen before its picture is taken. */
const ready = {
  desk: async (page) => {
    await page.getByText('hangs on KESTREL').first().waitFor()
    await page.waitForFunction(() => !document.body.innerText.includes('being computed'))
  },
  capture: async (page) => {
    const said = async (part, option) => { await page.keyboard.type(part); if (option) await page.getByRole('option', { name: option }).first().waitFor(); await page.keyboard.press('Tab') }
    await page.locator('#source').waitFor()
    await page.keyboard.type('Dalia')
    await page.getByText('on the record, C').waitFor()
    await page.locator('#terms').focus()
    await said('on the record')
    await said('Maryam', /Maryam Dalal/)
    await said('is direc')
    await said('presid', /Office of the President/)
    await page.keyboard.type('from 2018?')
    await page.getByText('It would hang on one voice no longer.').waitFor()
  },
  evidence: async (page) => {
    await page.locator('tbody a').first().click()
    await page.getByText('Who says so').first().waitFor()
  },
  dossiers: async (page) => {
    await page.getByRole('link', { name: 'Idris Qorvat' }).first().click()
    await page.getByRole('heading', { name: 'Idris Qorvat' }).waitFor()
  },
  brief: (page) => page.frameLocator('iframe').getByRole('heading', { level: 1 }).waitFor(),
  whatif: async (page) => {
    await page.getByText('would settle').first().waitFor()
    await page.getByText('by the first', { exact: false }).waitFor({ state: 'detached' })
  },
}

const harbour = await open('harbour', size)
try {
  const { page } = harbour
  await page.getByRole('link', { name: /Who holds the Harbour Authority/ }).click()
  await page.waitForURL(/\/desk$/)
  const of = new URL(page.url()).pathname.split('/')[1]
  for (const link of await page.getByRole('navigation', { name: 'Screens' }).locator('.scr a').all()) {
    const screen = new URL(await link.getAttribute('href'), harbour.origin).pathname.split('/')[2]
    await link.click()
    await page.getByRole('main').locator('h1, h2, canvas, table').first().waitFor()
    await ready[screen]?.(page)
    await take(page, screen)
  }
  // States that no link of the rail leads to.
  await page.goto(`${harbour.origin}/${of}/map?at=2016-01-01&and=2019-12-31`)
  await page.getByText('Between the dates').waitFor()
  await take(page, 'compare')
  await page.goto(`${harbour.origin}/${of}/network`)
  await page.getByRole('link', { name: 'Idris Qorvat' }).first().waitFor()
  await take(page, 'measures')
  await page.goto(`${harbour.origin}/${of}/dossiers?of=source`)
  await page.getByRole('link', { name: 'KESTREL' }).first().click()
  await page.getByText('Grade, and why').waitFor()
  await take(page, 'source')
  await page.goto(`${harbour.origin}/${of}/record?kind=settings`)
  await page.getByRole('heading', { name: 'The case as a whole' }).waitFor()
  await take(page, 'settings')
  await page.goto(`${harbour.origin}/${of}/whatif`)
  await page.getByText('would settle').first().waitFor()
  await page.route('**/hinges*', async (route) => { await new Promise((late) => setTimeout(late, 8000)); await route.continue().catch(() => {}) })
  await page.reload()
  await page.getByRole('button', { name: 'Let it go on, and show how far it is' }).click()
  await page.getByText(/^Done/).waitFor()
  await take(page, 'job')
  await page.unroute('**/hinges*')
  await page.goto(`${harbour.origin}/${of}/evidence`)
  await page.locator('tbody tr').first().waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type('قورفات')
  await page.getByRole('dialog').getByText('Idris Qorvat').first().waitFor()
  await take(page, 'search')
  await page.keyboard.press('Escape')
  await page.goto(`${harbour.origin}/aaaaaaaaaaaaaaaa/map`)
  await page.getByRole('heading', { name: 'This case is not here any more' }).waitFor()
  await take(page, 'gone')
  await page.goto(`${harbour.origin}/${of}/map`)
  await page.getByRole('img', { name: /Map of/ }).waitFor()
  harbour.server.kill('SIGSTOP')
  await page.getByText('has stopped answering').waitFor()
  await take(page, 'lost')
} finally {
  harbour.server.kill('SIGCONT')
  await harbour.close()
}

const first = await openNothing(size)
try {
  const { page } = first
  await page.getByRole('button', { name: /Harbour Authority/ }).waitFor()
  // The path of a folder for tests says nothing to a reader.
  await page.locator('.path').evaluate((e) => { e.textContent = '/home/you/cases/my.db' })
  await take(page, 'first-run')
  const bad = join(first.dir, 'harbour-2.yaml')
  writeFileSync(bad, readFileSync(join(import.meta.dirname, '../../examples/harbour/casebook.yaml'), 'utf8').replace('source: HERON', 'source: HERRON').replace('held: 2014', 'held: 2014-13'))
  await page.locator('input[type=file]').setInputFiles(bad)
  await page.getByText('nothing was imported').waitFor()
  await take(page, 'mend')
  await page.getByRole('button', { name: 'Back' }).click()
  const start = page.getByRole('form', { name: 'Start a case' })
  await start.getByLabel('What do you want to know?').fill('Who keeps the quay?')
  await start.getByLabel('A new passphrase').fill('four words that differ')
  await start.getByLabel('The same again').fill('four words that differ')
  await start.getByRole('button', { name: 'Start' }).click()
  await page.getByRole('button', { name: 'Not now' }).click()
  await page.getByRole('button', { name: 'Lock it' }).waitFor()
  await page.getByRole('link', { name: /^Map/ }).click()
  await page.getByText('No tie is claimed').waitFor()
  await take(page, 'empty')
  await page.getByRole('button', { name: 'Lock it' }).click()
  await page.getByRole('heading', { name: /is locked/ }).waitFor()
  await take(page, 'locked')
} finally {
  await first.close()
}
