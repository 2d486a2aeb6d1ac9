import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { accessible } from './axe.mjs'
import { choose, drawn as drawnOn, mapOf, o, onMap, page, side as panel } from './map.mjs'

onMap()
// Each begins with the whole map, nothing selected.
beforeEach(async () => {
  await page.goto(page.url().split('?')[0])
  await mapOf(page)
})

const side = () => panel(page)
const caption = () => page.locator('.cap')
const drawn = () => drawnOn(page)
async function both(state) {
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme })
    await accessible(page, `${state}, ${colorScheme}`)
  }
}

test('two dates are compared by keys: what began and ended is counted, said and listed', async () => {
  const slider = page.getByRole('slider', { name: 'As of' })
  await page.locator('body').press('d')
  await page.waitForURL(/and=2020-01-15/) // the day of the losses that the case names
  await slider.focus()
  for (let i = 0; i < 40; i++) await page.keyboard.press('Shift+ArrowLeft')
  const legend = page.getByRole('group', { name: 'Between the two dates' })
  await legend.getByRole('button', { name: /^began [1-9]/ }).waitFor()
  assert.match(await slider.getAttribute('aria-valuetext'), /, beside \d+ \w+ \d{4}$/)
  // What is drawn follows the slider: it is read once it has come to its date.
  await page.waitForFunction(() => {
    const day = document.querySelector('[role=slider]').getAttribute('aria-valuetext').split(',')[0], said = document.querySelector('.cap').textContent
    return said.includes(day) && / to 31 December 2019: \d+ began, \d+ ended, \d+ of another class, \d+ as before\./.test(said)
  })
  const said = Object.fromEntries([...(await caption().innerText()).matchAll(/(\d+) (began|ended|of another class)/g)].map((m) => [m[2], m[1]]))
  await page.keyboard.press('l')
  for (const what of ['began', 'ended', 'of another class']) {
    assert.equal(await page.locator('td .turn').filter({ hasText: what }).count(), Number(said[what]), what)
  }
  await both('two dates, as a list')
  await page.keyboard.press('l')
  await legend.getByRole('button', { name: /^as before/ }).click()
  await page.waitForFunction((n) => document.querySelector('canvas').getAttribute('aria-label').includes(` ${n} ties`), Object.values(said).reduce((a, b) => a + Number(b), 0))
  await both('two dates')
  await page.getByRole('button', { name: /^beside / }).click()
  await legend.waitFor({ state: 'detached' })
})

test('one of the possible states is stepped through by keys, and is the same when it is asked again', async () => {
  await page.locator('body').press('o')
  await caption().getByText(/^World 1 of 2,000, one possible state of affairs drawn by the evidence: \d+ of the \d+ ties/).waitFor()
  await page.keyboard.press(']')
  await caption().getByText(/^World 2 of 2,000/).waitFor()
  const says = await caption().innerText(), ties = await page.locator('canvas').getAttribute('aria-label')
  await both('one world')
  await page.keyboard.press('[')
  await caption().getByText(/^World 1 of 2,000/).waitFor()
  await page.keyboard.press('[')
  await caption().getByText(/^World 2,000 of 2,000/).waitFor()
  await page.goto(page.url().replace(/world=\d+/, 'world=2'))
  await caption().getByText(/^World 2 of 2,000/).waitFor()
  assert.equal(await caption().innerText(), says)
  assert.equal(await page.locator('canvas').getAttribute('aria-label'), ties)
  await page.keyboard.press('o')
  await page.waitForURL((u) => !u.searchParams.has('world'))
})

test('what is hidden around one entity is said and shown by a key', async () => {
  await page.getByRole('button', { name: /^person/ }).click()
  await page.waitForURL(/hide_kinds=person/)
  const few = await drawn()
  await choose(page, 'Harbour Authority')
  await side().getByText(/^\d+ of its ties are not shown, and of those at their other ends: \d+ × person\./).waitFor()
  await page.keyboard.press('e')
  await page.waitForURL(/expanded=/)
  assert.ok(await drawn() > few)
  await page.getByRole('button', { name: /^all ties of Harbour Authority/ }).click()
  await page.waitForFunction((n) => document.querySelector('canvas').getAttribute('aria-label').startsWith(`Map of ${n} `), few)
})

test('several are chosen with Shift in the list, and something is done with all', async () => {
  const all = await drawn()
  await page.locator('body').press('l')
  await page.keyboard.press('j')
  for (let i = 0; i < 6; i++) await page.keyboard.press('Shift+ArrowDown')
  const section = side().getByRole('region', { name: 'Chosen' })
  await section.waitFor()
  const chosen = await section.getByRole('button', { name: 'leave out' }).count() + 1
  assert.ok(chosen > 2)
  assert.match(await section.getByRole('link', { name: 'What if they go' }).getAttribute('href'), new RegExp(`^/\\w+/whatif\\?(lose=\\w+&?){${chosen}}$`))
  await both('several chosen')
  await page.keyboard.press('.')
  await side().getByText(`${chosen} entities are pinned where they are.`).waitFor()
  await side().getByRole('button', { name: 'Undo' }).click()
  await side().getByRole('button', { name: /^Pin/ }).waitFor()
  await section.getByRole('button', { name: 'Only these' }).click()
  await page.keyboard.press('l')
  await page.locator('canvas').waitFor()
  assert.equal(await drawn(), chosen)
  await page.getByRole('button', { name: `only ${chosen} entities` }).click()
  await section.getByRole('button', { name: 'Hide them' }).click()
  await page.waitForFunction((n) => document.querySelector('canvas').getAttribute('aria-label').startsWith(`Map of ${n} `), all - chosen)
  assert.doesNotMatch(decodeURIComponent(page.url()), /harbour|qorvat|dalal/i)
})

test('a view is kept under a name, opened, renamed and taken out, and each can be taken back', async () => {
  await page.getByRole('button', { name: /^person/ }).click()
  await page.waitForURL(/hide_kinds=person/)
  const few = await drawn()
  await page.locator('body').press('v')
  const sheet = page.getByRole('dialog', { name: 'Views of the map' })
  await sheet.getByRole('textbox').fill('Bodies alone')
  await page.keyboard.press('Enter')
  await side().getByText('The view “Bodies alone” is kept.').waitFor()
  await page.getByRole('button', { name: /^person/ }).click()
  await page.waitForURL((u) => !u.searchParams.has('hide_kinds'))
  await page.locator('body').press('v')
  await sheet.getByRole('button', { name: 'Bodies alone', exact: true }).waitFor()
  await both('views')
  await sheet.getByRole('button', { name: 'Rename Bodies alone' }).click()
  await sheet.getByRole('textbox', { name: 'New name' }).fill('Without people')
  await page.keyboard.press('Enter')
  await sheet.waitFor({ state: 'detached' })
  await page.locator('body').press('v')
  await sheet.getByRole('button', { name: 'Without people', exact: true }).click()
  await page.waitForURL(/hide_kinds=person/)
  assert.equal(await drawn(), few)
  assert.doesNotMatch(decodeURIComponent(page.url()), /people/)
  await page.locator('body').press('v')
  await sheet.getByRole('button', { name: 'Delete Without people' }).click()
  await sheet.getByText('None is kept yet.').waitFor()
  await page.keyboard.press('Escape')
  await side().getByText('The view “Without people” is taken out.').waitFor()
  await side().getByRole('button', { name: 'Undo' }).click()
  await page.locator('body').press('v')
  await sheet.getByRole('button', { name: 'Without people', exact: true }).waitFor()
  await page.keyboard.press('Escape')
})

test('a view keeps all that the address says of the map, and opens the same map from anywhere', async () => {
  const slider = page.getByRole('slider', { name: 'As of' })
  await page.locator('body').press('d')
  await page.waitForURL(/and=/)
  await slider.focus()
  for (let i = 0; i < 12; i++) await page.keyboard.press('Shift+ArrowLeft')
  await page.getByRole('group', { name: 'Between the two dates' }).getByRole('button', { name: /^as before/ }).click()
  await page.getByRole('button', { name: /^person/ }).click()
  await page.locator('body').press('l')
  await page.waitForURL(/hide_turns=same.*list=true/)
  // A loss and a supposition come from other screens.
  const { data: { nodes }, keys } = await page.evaluate(async () => (await fetch(`/api/cases/${location.pathname.split('/')[1]}/map`)).json())
  const lost = keys.entity[nodes.find((n) => n.name === 'Yusef Zerrani').entity]
  await page.goto(`${page.url()}&lose=${lost}&all=true&world=7`)
  await page.getByRole('columnheader', { name: 'What is said' }).waitFor()
  const kept = new URL(page.url()).searchParams
  await page.locator('body').press('v')
  await page.getByRole('dialog', { name: 'Views of the map' }).getByRole('textbox').fill('All of it')
  await page.keyboard.press('Enter')
  await side().getByText('The view “All of it” is kept.').waitFor()
  await page.goto(page.url().split('?')[0])
  await page.getByRole('img', { name: /Map of \d+ entities/ }).waitFor()
  await page.locator('body').press('v')
  await page.getByRole('button', { name: 'All of it', exact: true }).click()
  await page.waitForURL(/list=true/)
  const opened = new URL(page.url()).searchParams
  for (const p of new Set([...kept.keys(), ...opened.keys()])) assert.deepEqual(opened.getAll(p), kept.getAll(p), p)
  assert.ok(opened.get('lose') && opened.get('hide_turns') && opened.get('world') === '7')
  await page.goBack()
  await page.getByRole('img', { name: /Map of \d+ entities/ }).waitFor()
})

test('each thing that is supposed is a chip of its own on every screen where it counts, taken back by itself', async () => {
  await page.locator('body').press('w')
  await page.getByRole('checkbox', { name: 'Leave out KESTREL' }).check()
  await page.getByRole('combobox', { name: 'Grade of HERON' }).selectOption('E')
  await page.getByRole('button', { name: 'Done' }).click()
  await page.waitForURL(/without=.*regrade=/)
  const strip = page.getByRole('region', { name: 'Supposed of the evidence' })
  const without = strip.getByRole('button', { name: /^without KESTREL/ }), graded = strip.getByRole('button', { name: /^HERON graded E/ })
  for (const screen of ['desk', 'dossiers', 'evidence', 'whatif', 'map']) {
    await page.locator(`.rail .scr a[href*="/${screen}"]`).click()
    await graded.waitFor()
    await without.waitFor()
  }
  await both('supposed')
  for (const screen of ['capture', 'brief']) { // nothing there is reckoned by it
    await page.locator(`.rail .scr a[href*="/${screen}"]`).click()
    await page.locator('main').getByRole('textbox').or(page.locator('main').getByRole('button')).first().waitFor()
    assert.equal(await strip.count(), 0, screen)
  }
  await page.locator('.rail .scr a[href*="/evidence"]').click()
  await without.click()
  await without.waitFor({ state: 'detached' })
  assert.match(page.url(), /regrade=/)
  assert.doesNotMatch(page.url(), /without=/)
  await graded.focus()
  await page.keyboard.press('Enter')
  await strip.waitFor({ state: 'detached' })
  assert.doesNotMatch(page.url(), /regrade=/)
  assert.deepEqual(o.seen.errors, [])
  assert.deepEqual(o.seen.foreign, [])
})
