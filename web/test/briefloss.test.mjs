import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { accessible } from './axe.mjs'
import { openBook } from './browser.mjs'

const slow = { timeout: 90_000 }
const words = readFileSync(join(import.meta.dirname, '../../examples/vocabulary.yaml'), 'utf8').split(/^(?=relations:)/m)[1]
// The one who is lost has no ties on the day of the loss.
const book = `underpin: casebook/1
case:
  id: ferry
  title: Who runs the ferries?
  as_of: 2020-06-30
  shock: {at: 2020-03-02, lose: [harros]}
${words}
sources:
  - {id: times, kind: document, name: Strait Times, grades: [{grade: B, on: 2020-01-05, by: the desk, why: Corrects in print.}]}
entities:
  - {id: harros, schema: Person, name: Silas Harros}
  - {id: board, schema: PublicBody, name: Board of Ferries}
  - {id: ferries, schema: Company, name: Salt Ferries}
claims:
  - {id: c01, subject: harros, relation: chairs, object: board, text: Silas Harros chaired the Board of Ferries, says: [{id: c01.1, source: times, held: 2015/2017, said: 2018-01-02, locator: p. 2}]}
  - {id: c02, subject: board, relation: controls, object: ferries, text: The Board of Ferries controls Salt Ferries, says: [{id: c02.1, source: times, held: 2015/.., said: 2020-01-05, locator: p. 1}]}
conclusions:
  - {id: board-keeps, text: "With Harros gone, the board still commands Salt Ferries", expr: 'after.command("board", "ferries")'}
  - {id: board-has, text: The board commands Salt Ferries, expr: 'before.command("board", "ferries")'}
briefs:
  - id: main
    text: |
      # Who runs the ferries?

      [[sentence c02]]. [[credence c02]].

      {{network}}
`

test('a loss without ties on its day is found at its line, with a way on, and the Desk keeps its other answers', async () => {
  const o = await openBook(book)
  const { page } = o
  const field = page.getByRole('textbox', { name: 'Text of the brief, in Markdown' })
  const findings = page.getByRole('region', { name: 'Findings' })
  const sheet = () => page.frameLocator('iframe:not(.next)[title="The page of the brief"]')
  try {
    await page.getByRole('link', { name: 'Who runs the ferries?' }).click()
    const answers = page.getByRole('complementary', { name: 'Answers, judgements and changes' })
    await answers.getByText('No answer: Silas Harros has no ties on 2 March 2020, and so cannot be lost.').waitFor(slow)
    await answers.getByText(/of 100 worlds/).first().waitFor(slow)
    await answers.getByRole('link', { name: 'Change the loss' }).waitFor()

    // The brief that does not ask for the loss is written; its chips say what they are.
    await page.getByRole('link', { name: /^Brief/ }).click()
    await page.getByText('No finding', { exact: true }).waitFor(slow)
    await sheet().getByText('The Board of Ferries controls Salt Ferries.').waitFor()
    await page.locator('.mirror .sign').getByText('credence').waitFor()

    // A line that asks for it is found where it stands, and can be taken out or the loss changed.
    await field.focus()
    await page.keyboard.press('Control+End')
    await page.keyboard.type('\n\n@board-keeps')
    await page.keyboard.press('Escape')
    for (let i = 0; i < 'board-keeps'.length + 1; i++) await page.keyboard.press('Backspace')
    await page.keyboard.type('@hangs board still')
    await page.getByRole('option', { name: /What “With Harros gone/, selected: true }).waitFor(slow)
    await page.keyboard.press('Enter')
    await page.keyboard.type('\n\n{{shock}}')
    assert.match(await field.inputValue(), /\{\{hinges board-keeps\}\}\n\n\{\{shock\}\}$/)
    await page.getByText(/^2 findings stop the print$/).waitFor(slow)
    await findings.getByText('Silas Harros has no ties on 2 March 2020, and so cannot be lost').first().waitFor()
    await findings.getByText('Line 8.').waitFor()
    assert.match(await findings.getByRole('link', { name: 'Settings of the case' }).first().getAttribute('href'), /record\?.*kind=settings/)
    await accessible(page, 'a brief with a loss that is not there')
    await findings.getByRole('button', { name: 'Take it out' }).first().press('Enter')
    await page.getByText(/^1 finding stops the print$/).waitFor(slow)
    await findings.getByRole('button', { name: 'Take it out' }).first().press('Enter')
    await page.getByText('No finding', { exact: true }).waitFor(slow)

    // What was kept is compared with what stands here.
    await field.focus()
    await page.keyboard.press('Control+End')
    await page.keyboard.type('\n\nA last line.')
    await page.getByRole('button', { name: 'Earlier' }).press('Enter')
    await page.getByRole('button', { name: /^Compare with the text of entry/ }).first().press('Enter')
    assert.match(await page.locator('.dif ins').last().innerText(), /^Now:\s*A last line\.$/)
    await accessible(page, 'a text compared with an earlier one')
    assert.deepEqual(o.seen.foreign, [])
    assert.deepEqual(o.seen.errors, [])
  } finally {
    await o.close()
  }
})
