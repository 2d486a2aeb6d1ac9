import assert from 'node:assert/strict'
import { test } from 'node:test'
import { harbour } from './browser.mjs'
import { mapOf } from './map.mjs'

const o = harbour()
const body = () => o.page.locator('body')
const to = (where) => o.page.goto(`${o.origin}/${o.of}/${where}`)
/** What has the focus, as a user would call it. */
const focused = () => o.page.evaluate(() => {
  const e = document.activeElement
  return e === document.body ? '' : e.getAttribute('aria-label') ?? e.innerText ?? e.tagName
})
/** Waits until the focus is somewhere, and says where. */
const somewhere = async () => {
  await o.page.waitForFunction(() => document.activeElement && document.activeElement !== document.body)
  return focused()
}

test('the focus goes with the user to another screen, and back when what lay above is closed', async () => {
  const { page } = o
  await to('evidence')
  await page.locator('tbody a').first().waitFor()
  await page.getByRole('button', { name: /^About/ }).focus()
  for (const [key, name] of [['?', 'Keys'], ['/', 'Search'], ['t', /^As of/], ['x', /^Take out of/]]) {
    await page.keyboard.press(key)
    const sheet = page.getByRole('dialog', { name })
    await sheet.waitFor()
    for (let i = 0; i < 12; i++) {
      await page.keyboard.press('Tab')
      assert.ok(await page.evaluate(() => document.activeElement === document.body || !!document.activeElement.closest('dialog')), `Tab leaves ${name}`)
    }
    await page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'detached' })
    assert.match(await focused(), /^About/, `after ${name}`)
  }
  await page.keyboard.press('4')
  await page.locator('tbody a').first().waitFor()
  await page.waitForFunction(() => document.activeElement.id === 'main')
  assert.equal(await focused(), 'Dossiers')
  await page.getByRole('link', { name: /^Capture/ }).press('Enter')
  await page.waitForFunction(() => document.activeElement.id === 'source')
})

test('the focus is not lost with what had it: a chip, a view, a record, a step that is taken back', async () => {
  const { page } = o
  await to('map')
  await mapOf(page)
  await body().press('d')
  const chip = page.getByRole('button', { name: /^beside/ })
  await chip.press('Enter')
  await chip.waitFor({ state: 'detached' })
  assert.notEqual(await somewhere(), 'Map', 'it goes to what is next, and not to the beginning')

  await body().press('v')
  const views = page.getByRole('dialog', { name: 'Views of the map' })
  await views.getByRole('textbox').fill('As it is')
  await page.keyboard.press('Enter')
  await views.waitFor({ state: 'detached' })
  await somewhere()
  await page.locator('main').getByRole('button', { name: 'Undo', exact: true }).press('Enter')
  await page.getByText('is kept.').waitFor({ state: 'detached' })
  await somewhere()

  await page.getByRole('button', { name: 'Redo', exact: true }).press('Enter')
  await page.locator('.says').waitFor()
  await page.waitForFunction(() => document.activeElement.getAttribute('aria-label') === 'Redo')

  await to('record?kind=question')
  await page.locator('.list a').first().press('Enter')
  await page.getByRole('button', { name: 'Take out of the case' }).press('Enter')
  await page.getByRole('button', { name: 'Take it back' }).waitFor()
  await somewhere()
  await page.getByRole('button', { name: 'Take it back' }).press('Enter')
  await page.getByRole('button', { name: 'Take it back' }).waitFor({ state: 'detached' })
  await somewhere()

  await to('whatif')
  await page.getByText('would settle').first().waitFor()
  await body().press('w')
  await page.getByRole('dialog').getByRole('checkbox').first().press('Space')
  await page.keyboard.press('Escape')
  const supposed = page.locator('.sup .chip')
  await supposed.press('Enter')
  await supposed.waitFor({ state: 'detached' })
  assert.ok(!(await page.evaluate(() => document.activeElement.matches('input, select, textarea'))), 'letters stay keys')
  await somewhere()
})

test('Escape closes what lies above and nothing below', async () => {
  const { page } = o
  await to('brief')
  await page.getByRole('button', { name: 'Earlier' }).press('Enter')
  await page.getByText('Texts that were kept').waitFor()
  await body().press('?')
  await page.getByRole('dialog', { name: 'Keys' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog', { name: 'Keys' }).waitFor({ state: 'detached' })
  assert.ok(await page.getByText('Texts that were kept').isVisible())
  await page.keyboard.press('Escape')
  await page.getByText('Texts that were kept').waitFor({ state: 'detached' })

  await to('whatif')
  await page.getByText('would settle').first().waitFor()
  await body().press('w')
  const sheet = page.getByRole('dialog', { name: 'Suppose of the evidence' })
  await sheet.getByRole('combobox', { name: 'A claim, by its words' }).fill('Qorvat')
  await sheet.locator('.hits [role=option]').first().waitFor()
  await page.keyboard.press('Escape')
  await sheet.locator('.hits [role=option]').first().waitFor({ state: 'detached' })
  assert.ok(await sheet.isVisible(), 'the list goes first')
  await page.keyboard.press('Escape')
  await sheet.waitFor({ state: 'detached' })
})

test('no letter is a key in a field, while a script is being composed, or once they are turned off', async () => {
  const { page } = o
  await to('evidence')
  await page.locator('tbody a').first().waitFor()
  await body().press('f')
  await page.keyboard.type('jkxt?/1u')
  assert.equal(await page.getByRole('dialog').count(), 0)
  assert.match(page.url(), /evidence/)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.evaluate(() => document.activeElement.blur())
  for (const key of ['x', '/', '3']) await page.evaluate((key) => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, isComposing: true, bubbles: true, cancelable: true })), key)
  assert.equal(await page.getByRole('dialog').count(), 0)
  assert.match(page.url(), /evidence/)

  await body().press('?')
  await page.getByRole('checkbox', { name: 'Turn them off while this page is open' }).press('Space')
  await page.keyboard.press('Escape')
  for (const k of ['3', 'x', 'j', '/', '?']) await page.keyboard.press(k)
  assert.equal(await page.getByRole('dialog').count(), 0)
  assert.match(page.url(), /evidence/)
  await page.getByRole('button', { name: /^Keys/ }).press('Enter')
  await page.getByRole('checkbox', { name: 'Turn them off while this page is open' }).press('Space')
  await page.keyboard.press('Escape')
  await page.keyboard.press('3')
  await page.waitForURL(/\/map/)
})

test('what is chosen on the map is moved and pinned by keys, in one entry', async () => {
  const { page } = o
  await to('map')
  await mapOf(page)
  await body().press('j')
  await page.getByText('How it is held').waitFor()
  await page.locator('canvas').focus()
  await page.keyboard.down('Shift')
  for (const way of ['Right', 'Right', 'Down']) await page.keyboard.press('Arrow' + way)
  await page.keyboard.up('Shift')
  await page.getByText('is pinned here').waitFor()
  await page.locator('main').getByRole('button', { name: 'Undo', exact: true }).press('Enter')
  await page.locator('.says').waitFor()
  assert.deepEqual(o.seen.foreign, [])
  assert.deepEqual(o.seen.errors.filter((e) => !/status of 404/.test(e)), [], 'but for what was taken out')
})
