// What the tests of the map begin with, and do on it.
import { after, before } from 'node:test'
import { openCase } from './browser.mjs'

/** What onMap has opened, and its page. */
export let o, page

/** Opens the harbour on its map for all tests of a file, and closes it after them. */
export function onMap() {
  before(async () => {
    o = await openMap()
    page = o.page
  })
  after(() => o?.close())
}

/** Opens the harbour on its map. */
export async function openMap() {
  const o = await openCase()
  await o.page.getByRole('link', { name: 'Map' }).click()
  await mapOf(o.page)
  return o
}

/** Waits until the map is drawn. */
export const mapOf = (page) => page.getByRole('img', { name: /Map of \d+ entities/ }).waitFor()

/** How many entities are drawn. */
export const drawn = async (page) => Number(/Map of (\d+)/.exec(await page.locator('canvas').getAttribute('aria-label'))[1])

/** The panel of what is selected. */
export const side = (page) => page.getByRole('complementary', { name: 'Selected' })

/** Finds an entity by its name, and selects it on the map. */
export async function choose(page, name) {
  await page.locator('body').press('/')
  await page.getByRole('combobox', { name: 'Search' }).fill(name)
  await page.getByRole('option', { name: new RegExp(name) }).first().waitFor()
  await page.keyboard.press('Control+Enter')
  await side(page).getByRole('heading', { name }).waitFor()
}
