import assert from 'node:assert/strict'
import { test } from 'node:test'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { accessible } from './axe.mjs'
import { open, program } from './browser.mjs'

test('what takes long goes on by itself, shows what is known, and is found again', async () => {
  const o = await open('harbour')
  const { page } = o
  try {
    // As in an archive, what the answer hangs on takes longer than anybody waits.
    await page.route('**/hinges*', async (route) => {
      await new Promise((late) => setTimeout(late, 6000))
      await route.continue().catch(() => {})
    })
    await page.getByRole('link', { name: 'Who holds the Harbour Authority?' }).click()
    await page.getByRole('link', { name: /^What if/ }).click()
    await page.getByRole('button', { name: 'Let it go on, and show how far it is' }).press('Enter')
    await page.getByRole('progressbar', { name: 'What to ask next' }).waitFor()
    await page.getByText(/^Done/).waitFor()
    await page.getByText('2,000 of 2,000').waitFor()
    await page.getByRole('complementary', { name: 'Known already' }).getByText(/^Without/).first().waitFor()
    await page.getByText('the answer flips').first().waitFor()
    for (const scheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme: scheme })
      await accessible(page, `a job, ${scheme}`)
    }
    // Wherever one is, the rail leads back to it.
    await page.getByRole('link', { name: /^Evidence/ }).click()
    await page.getByRole('button', { name: 'Computed: see it' }).click()
    await accessible(page, 'the computations')
    await page.getByRole('dialog', { name: 'Computations' }).getByRole('link').first().click()
    await page.getByText(/^Done/).waitFor()
    assert.doesNotMatch(decodeURIComponent(page.url()), /harbour|presidency|kestrel/i)
    assert.deepEqual(o.seen.foreign, [])

    // One that is not there any more says so, with a way on.
    await page.goto(page.url().replace(/job=[^&]+/, 'job=nothing'))
    await page.getByRole('heading', { name: 'This link no longer fits' }).waitFor()
  } finally {
    await o.close()
  }
})

test('a long question says how far it is, is stopped where it stands, and goes on when it is told to', async () => {
  const o = await open('harbour')
  const { page } = o
  try {
    await page.getByRole('link', { name: 'Who holds the Harbour Authority?' }).click()
    await page.getByRole('link', { name: /^Map/ }).click()
    await page.getByRole('link', { name: 'Measures' }).click()
    await page.getByRole('row', { name: /Qorvat/ }).first().waitFor()
    await accessible(page, 'the network, measured')
    // As many worlds as can be drawn: nobody waits for that without a word.
    await page.route('**/api/cases/*/who*', (route) => route.continue({ url: route.request().url() + (route.request().url().includes('?') ? '&' : '?') + 'worlds=65536&exact=true' }))
    await page.getByRole('combobox', { name: 'Measure' }).selectOption('all')
    await page.getByText('Being measured over the possible states.').waitFor()
    await page.getByRole('row', { name: /Qorvat/ }).first().waitFor() // the last result stays
    await page.getByRole('button', { name: 'Computing…' }).click()
    const sheet = page.getByRole('dialog', { name: 'Computations' })
    await sheet.getByText('Who stands at the centre').waitFor()
    await sheet.getByText(/of \d/).first().waitFor()
    await sheet.getByRole('button', { name: 'Stop' }).click()
    await page.keyboard.press('Escape')
    await page.getByText('It was stopped before it was worked out').waitFor()
    await page.getByRole('button', { name: 'Ask again' }).waitFor()
    assert.deepEqual(o.seen.foreign, [])
  } finally {
    await o.close()
  }
})

test('all of a case is exported for own use, a checkpoint is kept, and an entry opens what it touched', async () => {
  const o = await open('harbour')
  const { page } = o
  try {
    await page.getByRole('link', { name: 'Who holds the Harbour Authority?' }).click()
    await page.getByRole('link', { name: 'Records' }).click()
    const take = async (button) => {
      const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()])
      const path = join(o.dir, file.suggestedFilename())
      await file.saveAs(path)
      return path
    }
    const book = await take('Export all')
    assert.match(book, /whole-case-for-own-use\.yaml$/)
    const run = (...args) => execFileSync(program, args, { env: o.env, encoding: 'utf8' })
    run('import', book, '--plain', '--db', join(o.dir, 'again.db'))
    assert.equal(run('export', '-', '--db', join(o.dir, 'again.db')), readFileSync(book, 'utf8'))
    const note = await take(/^Sign a checkpoint/)
    assert.match(run('verify', '--checkpoint', note, '--db', o.db), /agrees with 1 checkpoint/)
    await accessible(page, 'the case as a whole')
    await page.getByLabel(/^Verify against/).setInputFiles(note)
    await page.getByText(/^Every record is as it was recorded: 1 entry, \d+ records, 1 signed checkpoint\.$/).waitFor()
    await page.getByRole('link', { name: 'To the case as a whole' }).click()
    await page.getByRole('heading', { name: 'The case as a whole' }).waitFor()
    await page.getByLabel(/^Verify against/).setInputFiles(book)
    await page.getByText('a file that was to be held against the register is not a checkpoint.').waitFor()

    await page.getByRole('link', { name: /^Desk/ }).click()
    await page.getByRole('button', { name: /import/ }).first().click()
    await page.getByText(/, added/).first().waitFor()
    await accessible(page, 'an entry of the log')
    await page.keyboard.press('?')
    await page.getByText(/^Underpin \S/).waitFor()
  } finally {
    await o.close()
  }
})
