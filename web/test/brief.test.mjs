import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accessible } from './axe.mjs'
import { openCase } from './browser.mjs'

const slow = { timeout: 60_000 }

test('a brief is written, mended, kept and printed by keys alone', async () => {
  const o = await openCase()
  const { page } = o
  const field = page.getByRole('textbox', { name: 'Text of the brief, in Markdown' })
  const findings = page.getByRole('region', { name: 'Findings' })
  const sheet = () => page.frameLocator('iframe:not(.next)[title="The page of the brief"]')
  try {
    await page.getByRole('link', { name: /^Brief/ }).click()
    await field.waitFor()
    await page.getByText('2 to consider', { exact: true }).waitFor(slow)
    assert.match(await field.inputValue(), /^# Who holds the Harbour Authority of Selmora\?/)
    await sheet().getByRole('heading', { name: 'Who holds the Harbour Authority of Selmora?' }).waitFor()
    assert.equal(await page.locator('.mirror .ref .pips').first().evaluate((e) => e.style.getPropertyValue('--n')), '3')
    await accessible(page, 'Brief in light')
    await page.emulateMedia({ colorScheme: 'dark' })
    await accessible(page, 'Brief in dark')

    // What may not be printed is found, held back on the page, and mended by its button.
    await field.focus()
    await page.keyboard.press('Control+End')
    await page.keyboard.type('\n\nKESTREL saw the folder. Maryam Dalal will be asked to leave. It is so. [[claim c99]]')
    await page.getByText(/^3 findings? stops? the print$/).waitFor(slow)
    await page.getByRole('button', { name: /^Freeze and print/, disabled: true }).waitFor()
    await sheet().getByText('One sentence is held back').first().waitFor()
    assert.equal(await sheet().getByText('KESTREL').count(), 0, 'a code name stands on no page')
    await accessible(page, 'Brief with findings')
    for (let i = 0; i < 5; i++) await page.keyboard.press('F2')
    await findings.getByRole('button', { name: 'Take the reference out' }).press('Enter')
    await page.getByText(/^2 findings? stops? the print$/).waitFor(slow)
    await findings.getByRole('button', { name: 'Take it out', exact: true }).press('Enter')
    await page.getByText(/^1 findings? stops? the print$/).waitFor(slow)
    await findings.getByRole('button', { name: /^Put in c/ }).first().press('Enter')
    await page.getByText('2 to consider', { exact: true }).waitFor(slow)
    assert.match(await field.inputValue(), /leave\. \[\[claim c\d+\]\] It is so\. $/)

    // @ finds a claim by its words, in the keyboard's own time.
    await page.keyboard.press('Control+End')
    await page.keyboard.type('\n\nShe has a patron. @dalal instructions qor')
    await page.getByRole('option', { name: /Maryam Dalal acts on the instructions of Idris Qorvat.*claim c25/ }).waitFor()
    await accessible(page, 'the list behind an @')
    const put = page.waitForResponse((r) => r.ok() && r.request().method() === 'PUT' && r.request().postDataJSON().text.endsWith('[[claim c25]]'), slow)
    await page.keyboard.press('Enter')
    assert.match(await field.inputValue(), /She has a patron\. \[\[claim c25\]\]$/)
    await page.getByText('2 to consider', { exact: true }).waitFor(slow)
    await page.keyboard.press('Control+Enter')
    await page.getByRole('complementary', { name: 'The claim' }).getByText('Who says so').waitFor()
    await page.keyboard.press('Escape')

    // What is typed is a draft that survives; kept, it is an entry that undo takes back.
    await page.getByText('put down as you write, not kept yet').waitFor()
    await put
    await page.reload()
    await page.getByText('put down as you write, not kept yet').waitFor(slow)
    assert.match(await field.inputValue(), /She has a patron\. \[\[claim c25\]\]$/)
    await field.focus()
    await page.keyboard.press('Control+s')
    await page.getByText('kept in the case').waitFor()
    await page.getByText('2 to consider', { exact: true }).waitFor(slow)
    await page.getByRole('button', { name: 'Undo', exact: true }).press('Enter')
    await page.waitForFunction(() => !/patron/.test(document.querySelector('textarea')?.value ?? 'patron'), null, slow)
    await page.getByRole('button', { name: 'Redo', exact: true }).press('Enter')
    await page.waitForFunction(() => /patron/.test(document.querySelector('textarea')?.value ?? ''), null, slow)

    // Frozen, it is printed as the page alone.
    await page.getByText('2 to consider', { exact: true }).waitFor(slow)
    await page.keyboard.press('F8')
    await page.getByText('The text is kept, and the page is frozen with its numbers.').waitFor(slow)
    await page.frameLocator('iframe:not(.next)[title="The page of the brief"]').locator('.dates').filter({ hasNotText: 'not yet frozen' }).waitFor(slow)

    // Written on, it is the page that is being written again; what no note may cite is said where it is referred to.
    await field.press('Control+End')
    await page.keyboard.type('\n\nIt is so. [[claim c26]]')
    await page.locator('.mirror .ref').filter({ hasText: 'c26' }).getByText('no note').last().waitFor(slow)
    await page.frameLocator('iframe:not(.next)[title="The page of the brief"]').getByText('not yet frozen').waitFor(slow)
    assert.doesNotMatch(page.url(), /brief\W.*(?:kestrel|dalal|c25)/i)
    assert.deepEqual(o.seen.foreign, [], 'no request leaves the machine')
    assert.deepEqual(o.seen.errors, [], 'nothing is said on the console')
  } finally {
    await o.close()
  }
})

test('two windows write one brief, and neither loses a word', async () => {
  const o = await openCase()
  const { page, context } = o
  const field = (p) => p.getByRole('textbox', { name: 'Text of the brief, in Markdown' })
  const add = async (p, words) => { await field(p).press('Control+End'); await p.keyboard.type(words) }
  try {
    await page.getByRole('link', { name: /^Brief/ }).click()
    await field(page).waitFor()
    const other = await context.newPage()
    await other.goto(page.url())
    await field(other).waitFor()

    // What the first puts down stands in the second, which writes nothing.
    await add(page, '\n\nA first sentence.')
    await other.waitForFunction(() => document.querySelector('textarea')?.value.endsWith('A first sentence.'), null, slow)

    // Where both write, the second is told what the first has made of it before it saves.
    await page.keyboard.press('Control+s')
    await page.getByText('kept in the case').waitFor(slow)
    await other.getByText('kept in the case').waitFor(slow)
    await other.route('**/api/**', (r) => r.abort())
    await add(other, ' The words of the second.')
    await add(page, ' The words of the first.')
    const missed = other.waitForEvent('requestfailed', { ...slow, predicate: (r) => new URL(r.url()).pathname.split('/').length === 4 })
    await page.keyboard.press('Control+s')
    await missed // the case could not be read again, and its words stand all the same
    await other.waitForTimeout(300)
    assert.match(await field(other).inputValue(), /The words of the second\.$/)
    await other.unroute('**/api/**')
    await add(other, ' More.')
    await other.keyboard.press('Control+s')
    await other.getByText('This brief was written in another window too').waitFor(slow)
    await other.getByText(/The words of the first/).first().waitFor()
    assert.match(await field(other).inputValue(), /The words of the second\. More\.$/)
    await accessible(other, 'a brief in two windows')
    await other.getByRole('button', { name: 'Keep mine over it' }).press('Enter')
    await page.waitForFunction(() => document.querySelector('textarea')?.value.endsWith('The words of the second. More.'), null, slow)

    // Nothing is lost: what was kept before is there, and can be taken.
    await page.getByRole('button', { name: 'Earlier' }).press('Enter')
    await page.getByRole('button', { name: /^Take the text of entry/ }).nth(1).press('Enter')
    await page.waitForFunction(() => document.querySelector('textarea')?.value.endsWith('The words of the first.'), null, slow)

    // What is frozen is shown again as it was, whatever is written since.
    await page.getByRole('button', { name: /^Freeze and print/, disabled: false }).waitFor(slow)
    await field(page).press('F8')
    await page.getByText('The text is kept, and the page is frozen with its numbers.').waitFor(slow)
    await add(page, ' And something new.')
    await page.keyboard.press('Control+s')
    await page.getByRole('button', { name: /^Show the page of/ }).first().press('Enter')
    await page.getByText('It is the same, byte by byte.').waitFor(slow)
    const sheet = page.frameLocator('iframe:not(.next)[title="The page of the brief"]')
    await sheet.getByText('The words of the first.').waitFor(slow)
    assert.equal(await sheet.getByText('And something new.').count(), 0)
    assert.deepEqual(o.seen.foreign, [])
  } finally {
    await o.close()
  }
})
