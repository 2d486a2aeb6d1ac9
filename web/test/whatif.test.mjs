import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accessible } from './axe.mjs'
import { openCase } from './browser.mjs'

test('what goes and what stays is asked, read and changed by keys alone', async () => {
  const o = await openCase()
  const { page } = o
  const head = page.getByRole('heading', { level: 1 })
  try {
    await page.getByRole('link', { name: /^What if/ }).click()
    await page.getByText('Command goes in part, support stays').waitFor()
    await page.getByText('Secretary of the Maritime Council: no other holder is named.').waitFor()
    await page.getByText('by the first', { exact: false }).waitFor({ state: 'detached' })

    // A row opens its reason, the claims it stands on and the rule of the program.
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.getByText('Fuel depot: without Idris Qorvat, held by Quay brigades').waitFor()
    await page.getByText("is this program's rule; no source reports it").waitFor()
    await page.locator('.why a').first().waitFor()

    // What it hangs on and what to ask next.
    await page.getByText('in none without one voice, AVOCET').waitFor()
    await page.getByText('would settle').first().waitFor()
    await accessible(page, 'What if in light')
    await page.emulateMedia({ colorScheme: 'dark' })
    await accessible(page, 'What if in dark')

    // Another root, by its tab.
    await page.getByRole('button', { name: 'Cabinet of Selmora', exact: true }).press('Enter')
    await page.getByRole('heading', { name: 'Command stays', exact: true }).waitFor()

    // Another loss is named by words; the address holds its key alone.
    await page.keyboard.press('n')
    await page.keyboard.type('zerrani')
    await page.getByRole('option', { name: /Yusef Zerrani/ }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Yusef Zerrani', pressed: true }).waitFor()
    assert.doesNotMatch(page.url(), /zerrani|qorvat/i)

    // Put back, struck through, taken out again; with nobody out the screen says so.
    await page.getByRole('button', { name: 'Yusef Zerrani', pressed: true }).press('Enter')
    await page.getByRole('button', { name: 'Yusef Zerrani', pressed: false }).waitFor()
    await page.getByRole('button', { name: 'Idris Qorvat', pressed: true }).press('Enter')
    await page.getByRole('heading', { name: 'Nobody is taken out' }).waitFor()
    await accessible(page, 'What if with no loss')
    await page.getByRole('button', { name: 'Idris Qorvat', pressed: false }).press('Enter')
    await page.getByText('Left open').waitFor()

    // Something is supposed of the evidence.
    await page.keyboard.press('w')
    await page.getByRole('checkbox', { name: /KESTREL/ }).press('Space')
    await accessible(page, 'the sheet of what is supposed')
    await page.getByRole('button', { name: 'Done' }).press('Enter')
    await page.getByRole('button', { name: /^without KESTREL/ }).waitFor()
    assert.doesNotMatch(page.url(), /kestrel/i)
    await head.waitFor()
    assert.deepEqual(o.seen.foreign, [], 'no request leaves the machine')
    assert.deepEqual(o.seen.errors, [], 'nothing is said on the console')

    // On a day on which nobody had a tie yet, that is said where it is read, and of that day.
    await page.goto(`${o.origin}/${new URL(page.url()).pathname.split('/')[1]}/whatif?at=2010-06-01`)
    const said = page.getByText('Idris Qorvat has no ties on 1 June 2010', { exact: false }), hint = page.getByText('What to do: Choose a date with ties', { exact: false })
    await said.waitFor()
    const [above, below] = await Promise.all([said, hint].map((l) => l.boundingBox()))
    assert.ok(below.y - above.y < 60, 'what to do stands below what happened')
    await page.getByTitle('The date of the loss (T)').filter({ hasText: '1 June 2010' }).waitFor()
  } finally {
    await o.close()
  }
})
