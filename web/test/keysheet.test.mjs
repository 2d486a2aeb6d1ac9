import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { accessible } from './axe.mjs'
import { harbour } from './browser.mjs'

const o = harbour()

/** Where keys are tried, outside all fields: a screen with something chosen, what stands there then, and the door that is gone through to it. */
const places = [
  ['desk', (page) => page.getByText('hangs on KESTREL').first()],
  ['map', (page) => page.getByRole('img', { name: /Map of/ })],
  ['map?list=true', (page) => page.locator('.end').first()],
  ['dossiers', (page) => page.locator('tbody a').first()],
  ['dossiers', (page) => page.getByRole('slider', { name: 'As of' }), 'Harbour Authority'],
  ['dossiers?of=source', (page) => page.getByText('Grade, and why'), 'KESTREL'],
  ['evidence', (page) => page.locator('tbody a').first()],
  ['whatif', (page) => page.getByText('would settle').first()],
  ['brief', (page) => page.frameLocator('iframe').getByRole('heading', { level: 1 })],
  ['record?kind=source', (page) => page.locator('.list a').first()],
]
const upper = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
/** All keys that could do something: letters, with Shift and with Ctrl, numbers, signs, F1 to F12. */
const keys = [
  ...upper.map((k) => [k, { key: k.toLowerCase() }]), ...upper.map((k) => ['Shift ' + k, { key: k, shiftKey: true }]),
  ...[...'PSZ'].map((k) => ['Ctrl ' + k, { key: k.toLowerCase(), ctrlKey: true }]), ['Ctrl Shift Z', { key: 'Z', ctrlKey: true, shiftKey: true }], ['Ctrl Enter', { key: 'Enter', ctrlKey: true }],
  ...[...'0123456789/?.,;+-=[]@'].map((k) => [k, { key: k }]), ...Array.from({ length: 12 }, (_, i) => ['F' + (i + 1), { key: 'F' + (i + 1) }]),
]
/** Signs that do what another does, for keyboards on which that is under Shift. */
const twins = { '=': '+', '-': '−' }

/** Presses a key that does nothing: who takes it is stopped there. Whether it is taken, and whether something was done before that. */
async function pressed(how) {
  const state = () => [location.href, document.body.innerText, document.activeElement?.outerHTML].join()
  const before = state(), key = new KeyboardEvent('keydown', { ...how, bubbles: true, cancelable: true })
  const held = (e) => { if (e.error?.message === 'taken') { e.preventDefault(); e.stopImmediatePropagation() } }
  let taken = false
  key.preventDefault = () => { taken = true; throw new Error('taken') }
  addEventListener('error', held, true)
  ;(document.activeElement ?? document.body).dispatchEvent(key)
  removeEventListener('error', held, true)
  if (taken) await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
  return { taken, acted: taken && state() !== before }
}

test('the sheet of keys lists each key that does something on a screen, and none that does nothing', async () => {
  const { page } = o
  const wrong = []
  // What works on all screens is tried on the first; what is taken back there would be the whole case.
  const same = new Set()
  await page.route(/\/(undo|redo)$/, (route) => route.fulfill({ status: 409, json: {} }))
  for (const [address, there, door] of places) {
    const where = door ?? address
    const fresh = async () => {
      await page.goto(`${o.origin}/${o.of}/${address}`)
      if (door) await page.getByRole('link', { name: door, exact: true }).first().click()
      await there(page).waitFor()
      // The first row has the focus, and what can be chosen by J is chosen.
      await page.locator('body').press('j')
      if (where === 'map') await page.getByText('How it is held').waitFor()
    }
    await fresh()
    await page.locator('body').press('?')
    const sheet = page.getByRole('dialog', { name: 'Keys' })
    await sheet.waitFor()
    const [here, everywhere] = (await sheet.locator('dl').evaluateAll((lists) => lists.map((dl) => [...dl.querySelectorAll('dt')].flatMap((dt) => {
      const words = dt.innerText.replace(/\s+/g, ' ').trim()
      return words.split(' or ').flatMap((w) => (/^(Ctrl|Shift|Alt) /.test(w) ? [w] : w.split(' ')))
    })))).map((l) => new Set(l))
    const listed = new Set([...here, ...everywhere])
    await page.keyboard.press('Escape')
    const takes = new Set()
    for (const [name, how] of keys) {
      if (same.has(name)) continue
      const { taken, acted } = await page.evaluate(pressed, how)
      if (taken) takes.add(twins[name] ?? name)
      if (acted) await fresh()
    }
    for (const k of takes) if (!listed.has(k)) wrong.push(`${where}: ${k} does something and is not listed`)
    if (where === 'desk') for (const k of takes) if (everywhere.has(k)) same.add(k)
    for (const k of listed) if (!same.has(k) && keys.some(([name]) => (twins[name] ?? name) === k) && !takes.has(k) && k !== '@') wrong.push(`${where}: ${k} is listed and does nothing`)
  }
  assert.deepEqual(wrong, [])
  assert.deepEqual(o.seen.foreign, [])
})

test('the sheet of keys explains the terms, all those of the glossary, found by their words', async () => {
  const { page } = o
  await page.locator('body').press('?')
  const sheet = page.getByRole('dialog', { name: 'Keys' })
  await sheet.getByText('Single letters never act while a field has the focus.').waitFor()
  await accessible(page, 'the keys')
  await sheet.getByRole('button', { name: 'What the terms mean' }).press('Enter')
  await sheet.getByRole('heading', { name: 'Terms' }).waitFor()
  const glossary = readFileSync(new URL('../../docs/glossary.md', import.meta.url), 'utf8')
  const terms = [...glossary.matchAll(/^\*\*(.+?)\*\* — /gm)].map((m) => m[1])
  assert.ok(terms.length > 40, `${terms.length} terms`)
  assert.deepEqual(await sheet.locator('dt').allInnerTexts(), terms)
  const says = await sheet.locator('dd').allInnerTexts()
  assert.equal(says.length, terms.length)
  for (const s of says) assert.doesNotMatch(s, /\]\(|\*\*|^$/, 'what is written for a page stays there')
  await page.keyboard.type('Hinge')
  await sheet.getByText('hinge', { exact: true }).waitFor()
  assert.ok(await sheet.locator('dt').count() < terms.length)
  await sheet.getByRole('searchbox').fill('no such word at all')
  await sheet.getByText('No term has these words.').waitFor()
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme })
    await accessible(page, `the terms, ${colorScheme}`)
  }
  await page.keyboard.press('Escape')
  await sheet.waitFor({ state: 'detached' })
})
