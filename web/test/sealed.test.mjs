import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accessible } from './axe.mjs'
import { openSealed } from './browser.mjs'

const book = `underpin: casebook/1
case: {id: light, title: Who keeps the light, as_of: 2021-06-30}
relations:
  - {relation: leads, class: command, power: subject, sign: "+", control: full, half_life: 2y, reads: X leads Y}
sources:
  - {id: LARK, kind: person, protected: true, at_risk: true, grade: B, descriptor: someone who works at the lighthouse}
  - {id: WREN, kind: person, protected: true, grade: C}
  - {id: wire, kind: document, name: The Evening Wire, published: 2020-02-02, grade: C}
entities: [{id: light, schema: PublicBody, name: Lighthouse}, {id: juna, schema: Person, name: Juna Aalto}]
encounters:
  - {id: lark-1, source: LARK, kind: interview, date: 2021-02-01, terms: {kind: background, words: someone who works at the lighthouse}}
claims:
  - {id: c1, subject: juna, relation: leads, object: light, says: [{id: t1, source: LARK, encounter: lark-1, held: 2018/..}, {id: t2, source: wire, held: 2018/..}]}
`
const sealed = [['LARK', 'identity', 'Okko Rinne of Vellamo'], ['LARK', 'contact', 'the blue door, knock twice'], ['LARK', 'note', 'limps on the left side'], ['LARK', 'note', 'has a sister in the harbour office']]

test('what is sealed of a source is hatched wherever the source stands, and no word of it reaches the page', async () => {
  const o = await openSealed(book, sealed)
  const { page } = o
  const answers = []
  page.on('response', async (r) => { if (r.url().includes('/api/')) answers.push(await r.text().catch(() => '')) })
  try {
    await page.getByRole('link', { name: 'Who keeps the light' }).click()
    await page.locator('.scr').getByRole('link', { name: 'Dossiers' }).click()
    await page.getByRole('button', { name: /^Sources 3/ }).press('Enter')

    // The list has them by their code names; only what is sealed of LARK is hatched.
    const row = (name) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) })
    await row(/^LARK/).getByRole('img', { name: 'sealed' }).waitFor()
    await row(/^LARK/).getByText('someone who works at the lighthouse').waitFor()
    assert.equal(await row(/^WREN/).getByRole('img', { name: 'sealed' }).count(), 0)
    for (const scheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme: scheme })
      await accessible(page, `the list of sources, ${scheme}`)
    }
    await page.getByRole('button', { name: /^Occasions 1/ }).press('Enter')
    await row(/^Interview, 1 February 2021/).getByText('on background').waitFor()
    await page.getByRole('button', { name: /^Groups 0/ }).press('Enter')
    await page.getByText('The case has no group yet.').waitFor()
    await accessible(page, 'a list with nothing in it')
    await page.getByRole('button', { name: /^Sources/ }).press('Enter')

    // J to the row, Enter: its page, with a bar for each field and none as long as its words.
    await row(/^LARK/).getByRole('link', { name: 'LARK', exact: true }).press('Enter')
    const side = page.getByRole('complementary', { name: 'Sealed, grades, and what hangs on it' })
    await side.getByText('This page holds nothing of it', { exact: false }).waitFor()
    for (const field of ['Name', 'How to reach', 'Notes']) await side.getByText(field, { exact: true }).waitFor()
    assert.equal(await side.getByRole('img', { name: 'sealed' }).count(), 4)
    await side.getByText('Sealed to one person').waitFor()
    for (const scheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme: scheme })
      await accessible(page, `a source with what is sealed of it, ${scheme}`)
    }

    // Its doors go by keys, and what they open names it already.
    await page.keyboard.press('q')
    await page.getByText('A new request').waitFor()
    assert.equal(await page.getByLabel('put to').evaluate((s) => s.selectedOptions[0].text), 'LARK')
    assert.equal(await page.getByLabel('stands').inputValue(), 'open')
    await accessible(page, 'a request to a source')
    await page.goBack()
    await side.waitFor()
    await page.keyboard.press('c')
    await page.getByLabel('agreed words', { exact: false }).or(page.getByText('known by')).or(page.getByRole('heading', { name: /LARK/ })).first().waitFor()
    await page.goBack()
    await side.waitFor()
    await page.keyboard.press('Escape')
    await row(/^WREN/).waitFor()

    // With code names hidden none is left on the page.
    await page.keyboard.press('Shift+P')
    await row(/^source\s1/).getByRole('img', { name: 'sealed' }).waitFor()
    assert.doesNotMatch(await page.content(), /LARK|WREN/)
    await page.keyboard.press('Shift+P')

    await page.waitForTimeout(300)
    for (const [, , words] of sealed) for (const text of [...answers, await page.content(), ...o.seen.requests]) assert.ok(!text.includes(words), `${words} is nowhere`)
    assert.ok(answers.length > 5)
    assert.doesNotMatch(o.seen.requests.join(' '), /LARK|WREN|lark-1/)
    assert.deepEqual(o.seen.foreign, [])
    assert.deepEqual(o.seen.errors, [])
  } finally {
    await o.close()
  }
})
