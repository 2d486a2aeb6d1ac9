import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accessible } from './axe.mjs'
import { open } from './browser.mjs'

test('the first screen of a case says what needs its analyst, and every row is a door', async () => {
  const o = await open('harbour')
  const { page } = o
  const section = (name) => page.getByRole('region', { name })
  try {
    await page.getByRole('link', { name: 'Who holds the Harbour Authority?' }).click()
    await page.waitForURL(/\/desk$/)
    await page.getByRole('heading', { name: 'What needs you' }).waitFor()

    // The lists stand, each with its head; three rows and then the others.
    const requests = section('Requests out 4 open, 2 overdue')
    await requests.getByText('due 10 December 2019, 21 days over').waitFor()
    assert.equal(await requests.getByRole('listitem').count(), 3)
    await requests.getByRole('button', { name: '1 more that are open' }).press('Enter')
    assert.equal(await requests.getByRole('listitem').count(), 4)
    await section('Contradicted 12 claims').getByText('HERON denies it').waitFor()
    await section('Terms and consent 1 under embargo').getByText('until 1 June 2020').waitFor()
    await section('Gone quiet, or withdrawn 2 claims').getByText('Last said for 2016').waitFor()
    await page.getByText('unlikely, ours, on 31 December 2019').waitFor()
    await page.getByText('Days are counted on 31 December 2019, the date at which the case is read.').waitFor()

    // What an answer hangs on comes last, one by one.
    const voices = section('An answer hangs on one voice 5 of 8 answers')
    await voices.getByText('in none without one voice, AVOCET').waitFor()
    const answers = page.getByRole('complementary', { name: 'Answers, judgements and changes' })
    await answers.getByText('of 100 worlds · hangs on KESTREL').waitFor()
    await answers.getByText('hangs on our assumption:').waitFor()
    await accessible(page, 'Desk in light')
    await page.emulateMedia({ colorScheme: 'dark' })
    await accessible(page, 'Desk in dark')

    // J and K walk the rows, Enter opens: an answer on What if, a claim on Evidence.
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/whatif\?of=/)
    await page.getByText('What the answer hangs on').waitFor()
    assert.equal(await page.getByRole('combobox', { name: 'Conclusion' }).evaluate((s) => s.selectedOptions[0].text), 'With Qorvat gone, the money of Arban Lines still reaches the Auxiliary')
    await page.keyboard.press('1')
    await requests.waitFor()
    await voices.getByRole('link', { name: /^With Qorvat gone, the money/ }).first().waitFor()
    for (let i = 0; i < 4; i++) await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/evidence\?sel=/)
    await page.getByRole('complementary', { name: 'The claim' }).getByText('The quay brigades hold the fuel depot').waitFor()
    assert.doesNotMatch(page.url(), /c38|r02/)

    // What changed is taken back and brought back where it stands.
    await page.keyboard.press('1')
    await page.getByRole('button', { name: 'Undo entry 1' }).press('Enter')
    await page.getByRole('button', { name: 'Bring back entry 1' }).waitFor()
    await section('Requests out none is open').waitFor()
    await section('An answer hangs on one voice the case has no conclusion yet').waitFor()
    await accessible(page, 'Desk of an empty case')
    await page.getByRole('button', { name: 'Bring back entry 1' }).press('Enter')
    await requests.waitFor()
    await page.getByRole('button', { name: 'All changes' }).press('Enter')
    await page.getByText('takes back entry 1').waitFor()
    assert.deepEqual(o.seen.foreign, [], 'no request leaves the machine')
    // What was still being asked of a conclusion when its case was emptied is not found.
    assert.deepEqual(o.seen.errors.filter((e) => !/404/.test(e)), [], 'nothing else is said on the console')
  } finally {
    await o.close()
  }
})
