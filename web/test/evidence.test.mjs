import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { open } from './browser.mjs'

const axe = readFileSync(join(import.meta.dirname, '../node_modules/axe-core/axe.min.js'), 'utf8')

for (const colorScheme of ['light', 'dark']) {
  test(`the evidence of a case is read by keys alone, in the ${colorScheme} theme`, async () => {
    const o = await open('harbour', { colorScheme })
    try {
      await o.page.addInitScript(axe)
      await o.page.reload()
      await o.page.getByRole('link', { name: 'Who holds the Harbour Authority?' }).click()
      await o.page.getByRole('link', { name: 'Evidence' }).click()
      const rows = o.page.locator('tbody tr')
      await rows.first().waitFor()
      const all = await rows.count()

      await o.page.keyboard.press('j')
      await o.page.keyboard.press('j')
      assert.equal(await o.page.evaluate(() => document.activeElement.dataset.row), '1', 'J goes down a row')
      await o.page.keyboard.press('k')
      assert.equal(await o.page.evaluate(() => document.activeElement.dataset.row), '0', 'K goes up a row')
      const before = await o.page.locator('.caption').innerText()
      await o.page.keyboard.press('ArrowRight')
      assert.notEqual(await o.page.locator('.caption').innerText(), before, 'the caption follows the column')

      const sentence = await rows.first().locator('button').innerText()
      await o.page.keyboard.press('Enter')
      const panel = o.page.getByRole('complementary', { name: 'The claim' })
      await panel.getByText('Who says so').waitFor()
      assert.ok((await panel.locator('h2').innerText()).startsWith(sentence), 'the panel is headed by the claim')
      const found = await o.page.evaluate(() => axe.run())
      assert.deepEqual(found.violations.map((v) => `${v.id}: ${v.nodes[0].html}`), [], 'axe finds nothing')
      await o.page.keyboard.press('Escape')
      await panel.waitFor({ state: 'detached' })
      assert.equal(await o.page.evaluate(() => document.activeElement.dataset.row), '0', 'Esc goes back to the row')

      await o.page.getByRole('button', { name: 'Only one origin' }).click()
      assert.ok((await rows.count()) < all, 'a filter leaves some rows out')
      assert.deepEqual(o.seen.foreign, [], 'no request leaves the machine')
      assert.deepEqual(o.seen.errors, [], 'nothing is said on the console')
    } finally {
      await o.close()
    }
  })
}
