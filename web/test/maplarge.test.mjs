import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { accessible } from './axe.mjs'
import { openBook } from './browser.mjs'

/** A case of heads, each with a body that it commands and one that it backs: too large for its map. */
function generated(heads) {
  const of = (line) => Array.from({ length: heads }, (_, k) => line(k)).join('')
  const says = (k, to, relation) => `  - {id: ${to}x${k}, subject: h${k}, relation: ${relation}, object: ${to}${k}, says: [{source: paper, held: 2018/..}]}\n`
  return `underpin: casebook/1
case: {id: large, title: A large case}
relations:
  - {relation: leads, class: command, power: subject, sign: "+", control: full, half_life: 2y, reads: X leads Y}
  - {relation: backs, class: support, power: subject, sign: "+", control: none, half_life: 2y, reads: X backs Y}
sources:
  - {id: paper, kind: document, name: The paper, published: 2019-05-14}
entities:
${of((k) => `  - {id: h${k}, schema: Person, name: Head ${k}}\n  - {id: c${k}, schema: Organization, name: Command ${k}}\n  - {id: f${k}, schema: Organization, name: Friend ${k}}\n`)}claims:
${of((k) => says(k, 'c', 'leads') + says(k, 'f', 'backs'))}`
}

let o, page
before(async () => {
  o = await openBook(generated(900))
  page = o.page
})
after(() => o?.close())
const drawn = (n) => page.getByRole('img', { name: new RegExp(`Map of ${n} entities`) }).waitFor({ timeout: 60_000 })

test('of a large map the strongest are drawn, a class that is hidden makes room, and all are drawn on request', async () => {
  await page.getByRole('link', { name: 'A large case' }).click()
  let layOut
  await page.route(/\/map(\?|$)/, async (route) => { await new Promise((done) => { layOut = done }); await route.continue() }, { times: 1 })
  await page.getByRole('link', { name: /^Map/ }).click()
  await page.getByText('The map is being laid out.').waitFor()
  layOut()
  await drawn(2000)
  await page.locator('.cap').getByText('Of 2,700 entities, 2,700 have a tie of what is shown: the 2,000 with the strongest ties are drawn').waitFor()
  await page.getByRole('button', { name: /^support 900/ }).click()
  await drawn(1800)
  await page.locator('.cap').getByText('only the 1,800 with a tie of what is shown are drawn').waitFor()
  await page.getByRole('button', { name: /^support 900/ }).click()
  await drawn(2000)
  await page.getByRole('button', { name: 'Draw all that have a tie of what is shown' }).click()
  await drawn(2700)
})

test('while its date moves a large map is drawn in outline, and whole as soon as it rests', async () => {
  const picture = () => page.locator('canvas').evaluate((c) => c.toDataURL())
  /** The picture once nothing has changed it for a second. */
  async function atRest() {
    for (let last = await picture(); ;) {
      await page.waitForTimeout(1000)
      const now = await picture()
      if (now === last) return now
      last = now
    }
  }
  const before = await atRest()
  const track = await page.locator('.track').boundingBox()
  const at = [track.x + track.width * 0.6, track.y + 20]
  await page.mouse.move(...at)
  const answered = page.waitForResponse(/standings/)
  await page.mouse.down()
  await answered
  await page.waitForFunction((before) => document.querySelector('canvas').toDataURL() !== before, before)
  const held = await atRest()
  const read = page.waitForResponse(/\/map\?/)
  await page.mouse.up()
  await read
  await page.waitForFunction(() => /[?&]at=/.test(location.search))
  assert.equal(await atRest(), held, 'what is drawn when it rests is what the map of the date shows')
  await page.getByRole('button', { name: 'Draw those with the strongest ties' }).click()
  await drawn(2000)
})

test('whoever is chosen is drawn with all ties, and they are read', async () => {
  await page.locator('body').press('/')
  await page.getByRole('combobox', { name: 'Search' }).fill('Head 899')
  await page.getByRole('option', { name: /Head 899/ }).first().waitFor()
  await page.keyboard.press('Control+Enter')
  const side = page.getByRole('complementary', { name: 'Selected' })
  await side.getByRole('heading', { name: 'Head 899' }).waitFor()
  for (const says of ['Head 899 leads Command 899', 'Head 899 backs Friend 899']) await side.getByText(says).waitFor()
})

test('the list of a large map draws the rows in view, and is walked by keys to rows that are not', async () => {
  await page.locator('body').press('l')
  const rows = page.locator('tbody tr')
  await rows.first().waitFor()
  assert.ok(await rows.count() < 60)
  const all = Number(await page.getByRole('table').getAttribute('aria-rowcount'))
  assert.ok(all > 1000, `${all} rows`)
  for (let i = 0; i < 40; i++) await page.keyboard.press('j')
  await page.waitForFunction(() => Number(document.activeElement.closest('[data-row]')?.dataset.row) > 30)
  await page.locator('.list').evaluate((l) => { l.scrollTop = l.scrollHeight })
  await page.waitForFunction((last) => document.querySelector(`[aria-rowindex="${last}"] .s`)?.textContent, all)
  await accessible(page, 'the list of a large map')
  assert.deepEqual(o.seen.errors, [])
})
