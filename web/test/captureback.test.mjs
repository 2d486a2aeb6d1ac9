import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accessible } from './axe.mjs'
import { openCase } from './browser.mjs'

const toCapture = async (page) => {
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.keyboard.press('2')
  await page.locator('#source').waitFor()
}
const option = (page, name) => page.getByRole('option', { name }).first().waitFor()

test('a relation that is not in the vocabulary is said to be missing, made, and in the line', async () => {
  const o = await openCase()
  const { page } = o
  try {
    await toCapture(page)
    await page.keyboard.type('Dalia')
    await page.getByText('on the record, C').waitFor()
    await page.locator('#terms').selectOption('on_record')
    await page.locator('#who').focus()
    await page.keyboard.type('Karim'); await option(page, /Karim Othvay/); await page.keyboard.press('Tab')

    // By any word of its sentence, and by a claim that is made with it; nothing near is taken by itself.
    await page.keyboard.type('against'); await option(page, /opposes/); await page.keyboard.press('Escape')
    await page.keyboard.type('is the nephew of')
    await option(page, /kin of the nearest: X and Y are kin/)
    await page.keyboard.press('Tab')
    assert.equal(await page.locator('#what').inputValue(), 'is the nephew of')
    await page.getByText('no relation of this case reads “is the nephew of”; the nearest is “kin of”; choose it, or make a new one').waitFor()
    await page.keyboard.type('Hassan'); await option(page, /Hassan Virel/); await page.keyboard.press('Tab')
    await page.keyboard.type('since at least 2014')
    await accessible(page, 'Capture with a relation that is not there')

    // Its form has what was typed, and brings back.
    await page.locator('#what').focus()
    await page.keyboard.press('End')
    await page.keyboard.type(' '); await option(page, /kin of/)
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await page.getByText('Added, it goes into your line').waitFor()
    assert.equal(await page.locator('#f-reads').inputValue(), 'X is the nephew of Y')
    assert.equal(await page.locator('#f-id').inputValue(), 'nephew_of')
    assert.doesNotMatch(page.url(), /nephew|othvay/i)
    await page.locator('#f-reads').press('Enter')
    await page.getByText('the relation has no half-life; write 2y for two years').waitFor()
    await page.locator('#f-half_life').fill('none')
    await page.locator('#f-class').selectOption('alliance')
    await page.locator('#f-power').selectOption('none')
    await page.locator('#f-sign').selectOption('+')
    await page.locator('#f-control').selectOption('none')
    await page.getByRole('button', { name: 'Add', exact: true }).press('Enter')
    await page.getByText('The new relation was added.').waitFor()
    assert.equal(await page.locator('#who').inputValue(), 'Karim Othvay')
    assert.equal(await page.locator('#what').inputValue(), 'nephew of')
    assert.equal(await page.locator('#whom').inputValue(), 'Hassan Virel')
    assert.equal(await page.locator('#when').inputValue(), 'since at least 2014')
    await page.getByText('Karim Othvay is the nephew of Hassan Virel').first().waitFor()
    assert.deepEqual(o.seen.errors.filter((e) => !/status of 4(12|22)/.test(e)), [])

    // It is taken back from there, and the words stand.
    await page.locator('.says-so').getByRole('button', { name: 'Undo' }).press('Enter')
    await page.getByText('no relation of this case reads').waitFor()
    assert.equal(await page.locator('#what').inputValue(), 'is the nephew of ')
    assert.deepEqual(o.seen.foreign, [])
  } finally {
    await o.close()
  }
})

test('a source that is added for a line heads it, and a draft that is taken away comes back', async () => {
  const o = await openCase()
  const { page } = o
  try {
    await toCapture(page)
    await page.locator('#who').focus()
    await page.keyboard.type('the harbour master')
    await page.getByRole('button', { name: 'a new source' }).press('Enter')
    await page.getByText('Added, it goes into your line').waitFor()
    await page.locator('#f-name').fill('Ana Ruiz')
    await page.getByRole('button', { name: 'Add', exact: true }).press('Enter')
    await page.getByText('nothing is chosen here; choose person, body').waitFor()
    await page.locator('#f-kind').selectOption('person')
    await page.getByRole('button', { name: 'Add', exact: true }).press('Enter')
    await page.getByText('The new source was added.').waitFor()
    assert.equal(await page.locator('#source').evaluate((s) => s.selectedOptions[0].textContent), 'Ana Ruiz')
    assert.equal(await page.locator('#who').inputValue(), 'the harbour master')

    // Who goes back without adding anything has the line, too.
    await page.getByRole('button', { name: 'a new occasion' }).press('Enter')
    await page.getByRole('link', { name: 'Back without it' }).press('Enter')
    await page.locator('#who').waitFor()
    assert.equal(await page.locator('#who').inputValue(), 'the harbour master')

    await page.getByRole('button', { name: 'Take this draft away' }).press('Enter')
    await page.getByText('The draft was taken away.').waitFor()
    assert.equal(await page.locator('#who').inputValue(), '')
    await page.locator('.says-so').getByRole('button', { name: 'Undo' }).press('Enter')
    await page.waitForFunction(() => document.querySelector('#who').value === 'the harbour master')

    // From whom the source has it, where it stands, and how large a share is.
    await page.getByText('heard it').click()
    await page.getByRole('combobox', { name: 'Heard from' }).selectOption('unknown')
    await page.locator('#what').focus()
    await page.keyboard.type('owns'); await option(page, /owns/); await page.keyboard.press('Tab')
    await page.getByLabel('share in percent').fill('33.333')
    await page.getByLabel('at the place').fill('p. 12')
    await accessible(page, 'Capture with all fields of a line')
    assert.deepEqual(o.seen.errors.filter((e) => !/status of 4(12|22)/.test(e)), [])
  } finally {
    await o.close()
  }
})
