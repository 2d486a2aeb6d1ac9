import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accessible } from './axe.mjs'
import { openCase } from './browser.mjs'

test('the first screen of a case says what needs its analyst, and every row is a door', async () => {
  const o = await openCase()
  const { page } = o
  const section = (name) => page.getByRole('region', { name })
  try {
    await page.waitForURL(/\/desk$/)
    await page.getByRole('heading', { name: 'What needs you' }).waitFor()

    // The lists stand, each with its head; three rows and then the others.
    const requests = section('Requests out 4 open, 2 overdue')
    await requests.getByText('due 10 December 2019, 21 days over').waitFor()
    assert.equal(await requests.getByRole('listitem').count(), 3)
    await requests.getByRole('button', { name: '1 more open' }).press('Enter')
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
    await page.waitForURL(/\/record\?kind=request&sel=/)
    assert.equal(await page.getByLabel('question', { exact: true }).inputValue(), 'Which brigade has the keys of the depot at night?')
    assert.doesNotMatch(page.url(), /c38|r02/)

    // A opens the ways to settle a row; each is kept at once and shows its undo where it happened.
    await page.keyboard.press('Escape')
    await page.goBack()
    await requests.waitFor()
    const out = section('Requests out')
    const brigade = out.getByRole('listitem').filter({ hasText: 'Which brigade' }), folder = out.getByRole('listitem').filter({ hasText: 'red folder' })
    await brigade.getByRole('link').first().focus()
    await page.keyboard.press('a')
    await brigade.getByRole('button', { name: 'Refused to answer' }).waitFor()
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Answered')
    await accessible(page, 'a request that is being settled')
    await brigade.getByRole('textbox').fill('soon')
    await brigade.getByRole('button', { name: 'Declined to comment' }).press('Enter')
    await brigade.getByRole('alert').getByText('it names no year', { exact: false }).waitFor()
    await brigade.getByRole('textbox').fill('20 December 2019')
    await brigade.getByRole('button', { name: 'Declined to comment' }).press('Enter')
    await brigade.getByText('Declined to comment.').waitFor()
    await page.getByRole('region', { name: 'Requests out 3 open, 1 overdue' }).waitFor()
    await page.keyboard.press('Enter') // the focus is on its undo
    await requests.waitFor()
    await brigade.getByText('21 days over').waitFor()
    await page.getByText('Takes back entry 2. It is entry 3.').waitFor()
    await page.waitForFunction(() => document.activeElement?.textContent === 'Answered…')
    await folder.getByRole('button', { name: /^Answered/ }).press('Enter')
    await folder.getByRole('button', { name: 'Let it rest' }).press('Enter')
    await folder.getByText('It stays open, and no day is set.').waitFor()
    await answers.getByRole('button', { name: /^Undo entry 4/ }).first().waitFor() // the lists are read again
    assert.ok(await folder.getByText('It stays open, and no day is set.').isVisible(), 'it stands where it stood')
    await page.keyboard.press('Control+z')
    await folder.getByText('due 20 January 2020').waitFor()
    await folder.getByRole('button', { name: /^Answered/ }).press('Enter')
    await folder.getByRole('button', { name: 'Answered', exact: true }).press('Enter')
    await folder.getByRole('link', { name: 'Write down what was said' }).waitFor()
    await accessible(page, 'a request that was settled')
    const clash = answers.getByRole('listitem').filter({ hasText: 'Hassan Virel works' })
    await clash.getByRole('button', { name: /^Outcome/ }).press('Enter')
    await clash.getByRole('button', { name: 'It did not' }).press('Enter')
    await clash.getByText('It did not come about.').waitFor()
    await folder.getByRole('link', { name: 'Write down what was said' }).press('Enter')
    await page.waitForURL(/\/capture\?source=/)
    await page.locator('.scr').getByRole('link', { name: 'Desk' }).click()
    for (let i = 0; i < 2; i++) {
      const undo = answers.getByRole('button', { name: /^Undo entry [^1]/ }).first()
      const name = await undo.getAttribute('aria-label')
      await undo.press('Enter')
      await page.getByRole('button', { name: name.replace('Undo', 'Bring back') }).waitFor()
    }

    // All that changed is taken back, but not the import that brought the case in.
    await page.keyboard.press('1')
    await requests.waitFor()
    const says = page.getByRole('banner').getByRole('status')
    for (let i = 0; i < 20 && !/nothing more/.test(await says.textContent()); i++) {
      const before = await says.textContent()
      await page.keyboard.press('Control+z')
      await page.waitForFunction((t) => document.querySelector('.top [role=status]').textContent !== t, before)
    }
    await says.getByText(/There is nothing more to undo: before this the case was imported; to remove the case itself, stop Underpin and delete harbour\.db/).waitFor()
    assert.equal(await page.getByRole('button', { name: 'Undo entry 1', exact: true }).count(), 0)
    await requests.waitFor()
    await page.getByRole('button', { name: 'All changes' }).press('Enter')
    await page.getByText('takes back entry 2', { exact: true }).first().waitFor()
    assert.deepEqual(o.seen.foreign, [], 'no request leaves the machine')
    // A date that was none, and an undo too many.
    assert.deepEqual(o.seen.errors.filter((e) => !/404|422/.test(e)), [], 'nothing else is said on the console')
  } finally {
    await o.close()
  }
})
