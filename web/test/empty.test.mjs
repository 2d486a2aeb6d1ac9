import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accessible } from './axe.mjs'
import { openBook } from './browser.mjs'

/** What each screen says of a case with nothing in it, and where its way on leads. */
const screens = [
  ['Desk', 'Nothing is in this case yet.', 'Write down what you have', /\/capture/],
  ['Capture', 'Nobody can speak yet', 'a new source', /\/record\?kind=source&new=1/],
  ['Map', 'No tie is claimed in this case yet', 'Write it down', /\/capture/],
  ['Dossiers', 'Nobody and nothing is in this case yet.', 'Write down what you have', /\/capture/],
  ['Evidence', 'No claim is in this case yet', 'Write it down', /\/capture/],
  ['What if', 'Nobody is taken out', '', null],
  ['Brief', 'Nothing is written on this case yet', '', null],
]

test('a screen with nothing on it says so, and has a way on', async () => {
  const o = await openBook(`underpin: casebook/1
case: {id: mill, title: Who bought the mill}
`)
  const { page } = o
  try {
    await page.getByRole('link', { name: 'Who bought the mill' }).click()
    for (const [screen, says, way, leads] of screens) {
      await page.locator('.scr').getByRole('link', { name: screen }).click()
      await page.getByText(says, { exact: false }).first().waitFor()
      for (const scheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme: scheme })
        await accessible(page, `${screen} with nothing on it, ${scheme}`)
      }
      if (!way) continue
      await page.locator('main').locator('a, button').filter({ hasText: way }).first().press('Enter')
      await page.waitForURL(leads)
    }

    // What is measured of nothing, and where no roots are named.
    await page.goto(page.url().replace(/(capture|brief|record).*/, 'network'))
    await page.getByText('Nobody is ranked.').waitFor()
    await page.getByRole('button', { name: 'What the roots reach' }).press('Enter')
    await page.getByRole('link', { name: 'Name the roots in the settings of the case.' }).press('Enter')
    await page.waitForURL(/\/record\?kind=settings/)

    // What a filter leaves nothing of can be shown again.
    await page.goto(page.url().replace(/(capture|brief|record).*/, 'dossiers'))
    await page.getByRole('searchbox').fill('nobody of this name')
    await page.getByText('None of this case has these words.').waitFor()
    await page.getByRole('button', { name: 'Show all' }).press('Enter')
    await page.getByText('Nobody and nothing is in this case yet.').waitFor()
    await page.goto(page.url().replace(/dossiers.*/, 'evidence?only=contested'))
    await page.getByText('No claim is contested.').waitFor()
    await page.getByRole('button', { name: 'Show all' }).press('Enter')
    await page.getByText('No claim is in this case yet').waitFor()

    // An entity of which nobody has said anything.
    await page.goto(page.url().replace(/evidence.*/, 'record?kind=entity&new=1'))
    await page.getByLabel('name', { exact: true }).first().fill('Mill of Arro')
    await page.locator('form select').first().selectOption({ index: 2 })
    await page.getByRole('button', { name: 'Add', exact: true }).press('Enter')
    await page.getByText('Added.', { exact: false }).waitFor()
    await page.locator('.scr').getByRole('link', { name: 'Dossiers' }).click()
    await page.getByRole('link', { name: 'Mill of Arro' }).press('Enter')
    await page.getByText('Nobody has said anything of Mill of Arro.').waitFor()
    await page.keyboard.press('a')
    await page.getByText('A new claim').waitFor()
    await page.getByText('Mill of Arro').first().waitFor()
    await accessible(page, 'a claim about an entity')
    assert.deepEqual(o.seen.foreign, [])
    assert.deepEqual(o.seen.errors.filter((e) => !/422/.test(e)), [], 'but for roots that are not named')
  } finally {
    await o.close()
  }
})
