import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'
import { accessible } from './axe.mjs'
import { open, program } from './browser.mjs'

test('a record is corrected, taken out and brought back where it stands, by keys', async () => {
  const o = await open('harbour')
  const { page } = o
  const underpin = (...args) => execFileSync(program, [...args, '--db', join(o.dir, 'harbour.db')], { env: { ...process.env, UNDERPIN_HOME: o.dir }, stdio: 'pipe' })
  try {
    await page.getByRole('link', { name: /Who holds the Harbour Authority/ }).click()
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.getByRole('link', { name: 'Records' }).press('Enter')
    await page.getByLabel('title', { exact: true }).waitFor()
    await accessible(page, 'the settings')

    // A source is corrected; what is wrong is said beside its field while it is typed.
    await page.getByRole('link', { name: /^Sources/ }).press('Enter')
    await page.getByLabel('Only those with the words').fill('light')
    await page.getByRole('link', { name: /Harbour Light/ }).press('Enter')
    const published = page.getByLabel('published', { exact: true })
    await page.getByRole('button', { name: /more fields/ }).press('Enter')
    await published.fill('soon')
    await page.getByText('it names no year', { exact: false }).waitFor()
    await accessible(page, 'a source with a mistake')
    assert.equal(await published.inputValue(), 'soon')
    await published.fill('May 2019')
    await page.getByText('the year is not', { exact: false }).waitFor({ state: 'detached' })
    await published.press('Enter')
    await page.getByText('Corrected.').waitFor()
    await page.waitForFunction((f) => f.value === '2019-05', await published.elementHandle())
    await page.getByRole('button', { name: 'Take it back' }).press('Enter')
    await page.getByText('Taken back.').waitFor()

    // A grade with its reason says what it would do before it is kept.
    await page.getByRole('button', { name: 'Add one to grades' }).press('Enter')
    await page.getByLabel('grade', { exact: true }).last().selectOption('D')
    await page.getByLabel('because', { exact: true }).last().fill('was wrong twice')
    await page.getByText('What it would do').waitFor()
    await page.emulateMedia({ colorScheme: 'dark' })
    await accessible(page, 'a grading in dark')

    // Somebody else corrects it on the command line: this page is told before it saves.
    underpin('edit', 'source', 'harbour-light', 'note=seen elsewhere')
    await page.getByRole('button', { name: 'Save' }).press('Enter')
    await page.getByText('This was changed since you opened it').waitFor()
    assert.equal(await page.getByLabel('because', { exact: true }).last().inputValue(), 'was wrong twice', 'what was typed stays')
    await page.getByRole('button', { name: 'Save mine over it' }).press('Enter')
    await page.getByText('Corrected.').waitFor()

    // What others refer to is not taken out without a word.
    await page.getByRole('button', { name: 'Take out of the case' }).press('Enter')
    await page.getByText('nothing was changed', { exact: false }).waitFor()
    await page.getByText(/^testimony \S+: its field source names harbour-light; it would go too\.$/).first().waitFor()
    await page.getByText(/^And \d+ more\.$/).waitFor()
    await page.getByRole('button', { name: 'Leave it' }).press('Enter')

    // A conclusion is made of a ready form.
    await page.getByRole('link', { name: /^Conclusions/ }).press('Enter')
    await page.getByRole('button', { name: 'New' }).press('Enter')
    await page.getByLabel('say that').selectOption({ index: 1 })
    for (const [field, name] of [['X', 'Cabinet'], ['Y', 'Customs Service']]) {
      await page.getByRole('combobox', { name: field, exact: true }).fill(name)
      await page.getByRole('option', { name: new RegExp(name) }).first().waitFor()
      await page.keyboard.press('Enter')
    }
    await page.getByLabel('computed as').waitFor()
    assert.match(await page.getByLabel('the conclusion').inputValue(), /Cabinet of Selmora still commands Customs Service/)
    assert.equal(await page.getByLabel('computed as').inputValue(), 'after.command("cabinet", "customs-service")', 'ids, as one writes them by hand')

    // Left half typed, it stands there still.
    await page.getByRole('link', { name: /^Questions/ }).press('Enter')
    await page.goBack()
    await page.getByText('This is not saved yet.').waitFor()
    assert.match(await page.getByLabel('the conclusion').inputValue(), /Cabinet of Selmora/)
    await page.getByLabel('computed as').fill('after.command("Cabinet of Selmora", "Nobody at all")')
    await page.locator('.wrong').getByText('Nobody at all').waitFor()
    await page.getByLabel('computed as').fill('after.command("Cabinet of Selmora", "customs-service")')
    await page.getByRole('button', { name: 'Add', exact: true }).press('Enter')
    await page.getByText('Added.', { exact: false }).waitFor()
    await page.getByRole('link', { name: 'See where its answer stands' }).waitFor()
    await page.getByLabel('computed as').fill('after.comand(')
    await page.locator('[aria-invalid=true]').waitFor()
    await accessible(page, 'a conclusion with a mistake')

    // From a claim to its form, and to a question about it.
    await page.goto(page.url().replace(/record.*/, 'evidence'))
    await page.locator('tbody a').first().press('Enter')
    await page.getByRole('link', { name: 'Correct it' }).press('Enter')
    await page.getByLabel('in your words').waitFor()
    await page.goBack()
    await page.getByRole('link', { name: 'Put a question' }).press('Enter')
    await page.getByLabel('question', { exact: true }).fill('Who signed?')
    await page.getByRole('button', { name: 'Add', exact: true }).press('Enter')
    await page.getByText('no source', { exact: false }).or(page.getByText('put to', { exact: true })).first().waitFor()
    assert.equal(await page.getByLabel('question', { exact: true }).inputValue(), 'Who signed?')

    assert.doesNotMatch(page.url(), /light|cabinet|signed/i)
    assert.deepEqual(o.seen.foreign, [], 'no request leaves the machine')
    assert.deepEqual(o.seen.errors.filter((e) => !/status of 4(09|12|22)/.test(e)), [], 'nothing is said on the console')
  } finally {
    await o.close()
  }
})
test('a new record that is refused says why beside its field, and goes on saying so', async () => {
  const o = await open('harbour')
  const { page } = o
  try {
    await page.getByRole('link', { name: /Who holds the Harbour Authority/ }).click()
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.getByRole('link', { name: 'Records' }).click()
    await page.getByRole('link', { name: /^Sources/ }).click()
    await page.getByRole('button', { name: 'New', exact: true }).or(page.getByRole('link', { name: 'New', exact: true })).click()
    // What is typed is looked at again a moment later.
    const looked = page.waitForResponse((r) => r.url().includes('preview=true') && /"name":"Quay Courier"/.test(r.request().postData() ?? ''))
    const known = page.getByLabel('known by')
    await known.fill('Quay Courier')
    await page.getByLabel('kind', { exact: true }).selectOption('document')
    await page.getByLabel('public name').fill('Quay Courier')
    await known.press('Enter')
    await page.getByText('“Quay Courier” is not an id').or(page.getByText('"Quay Courier" is not an id')).waitFor()
    await looked
    await page.evaluate(() => new Promise(requestAnimationFrame))
    assert.equal(await known.getAttribute('aria-invalid'), 'true')
    assert.match(await page.locator('#f-id-says').innerText(), /no spaces/)
    await accessible(page, 'a new source with a mistake')
    assert.equal(await page.getByLabel('public name').inputValue(), 'Quay Courier')
    await known.fill('')
    await known.press('Enter')
    await page.getByText('Added.').waitFor()
  } finally {
    await o.close()
  }
})

