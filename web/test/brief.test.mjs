import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accessible } from './axe.mjs'
import { open } from './browser.mjs'

const slow = { timeout: 60_000 }

test('a brief is written, mended, kept and printed by keys alone', async () => {
  const o = await open('harbour')
  const { page } = o
  const field = page.getByRole('textbox', { name: 'Text of the brief, in Markdown' })
  const findings = page.getByRole('region', { name: 'Findings' })
  const sheet = () => page.frameLocator('iframe:not(.next)[title="The page of the brief"]')
  try {
    await page.getByRole('link', { name: 'Who holds the Harbour Authority?' }).click()
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
    await page.keyboard.press('Enter')
    assert.match(await field.inputValue(), /She has a patron\. \[\[claim c25\]\]$/)
    await page.getByText('2 to consider', { exact: true }).waitFor(slow)
    await page.keyboard.press('Control+Enter')
    await page.getByRole('complementary', { name: 'The claim' }).getByText('Who says so').waitFor()
    await page.keyboard.press('Escape')

    // What is typed is a draft that survives; kept, it is an entry that undo takes back.
    await page.getByText('put down as you write, not kept yet').waitFor()
    await page.waitForTimeout(1500)
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
    assert.doesNotMatch(page.url(), /brief\W.*(?:kestrel|dalal|c25)/i)
    assert.deepEqual(o.seen.foreign, [], 'no request leaves the machine')
    assert.deepEqual(o.seen.errors, [], 'nothing is said on the console')
  } finally {
    await o.close()
  }
})
