import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { accessible } from './axe.mjs'
import { open, openBook } from './browser.mjs'

let o, page

before(async () => {
  o = await open('harbour')
  page = o.page
  // What is drawn on the map is read where it is drawn.
  await page.addInitScript(() => {
    globalThis.drawn = []
    const fill = CanvasRenderingContext2D.prototype.fillText
    CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
      globalThis.drawn.push({ text, x, y, font: this.font, direction: this.direction, align: this.textAlign })
      fill.call(this, text, x, y)
    }
  })
  await page.getByRole('link', { name: 'Who holds the Harbour Authority?' }).click()
  await page.getByRole('link', { name: 'Map' }).click()
  await page.reload()
  await page.getByRole('img', { name: /Map of \d+ entities/ }).waitFor()
})
after(() => o?.close())

const arabic = /\p{Script=Arabic}/u

test('a name in Arabic is drawn on the map whole, joined, and from right to left', async () => {
  await page.waitForFunction(() => globalThis.drawn.some((d) => /\p{Script=Arabic}/u.test(d.text)))
  await page.evaluate(() => document.fonts.ready)
  const names = await page.evaluate(() => {
    const ctx = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
    const inked = (from, to, draw) => {
      ctx.canvas.width = 400
      ctx.canvas.height = 60
      draw()
      const { data } = ctx.getImageData(from, 0, to - from, 60)
      let n = 0
      for (let i = 3; i < data.length; i += 4) n += data[i] > 60
      return n
    }
    return globalThis.drawn.filter((d) => /\p{Script=Arabic}/u.test(d.text)).map((d) => {
      const set = () => { ctx.font = d.font.replace(/[\d.]+px/, '24px'); ctx.direction = d.direction; ctx.textAlign = 'left' }
      set()
      const width = ctx.measureText(d.text).width
      const apart = [...d.text].reduce((w, c) => w + ctx.measureText(c).width, 0)
      const first = [...d.text][0]
      const firstWide = ctx.measureText(first).width
      // The first letter alone has ink where the name, drawn flush right, begins: at its right end.
      const right = inked(Math.ceil(200 + width - firstWide), Math.ceil(200 + width) + 2, () => { set(); ctx.textAlign = 'right'; ctx.fillText(first, 200 + width, 40) })
      const left = inked(195, Math.floor(200 + firstWide / 3), () => { set(); ctx.textAlign = 'right'; ctx.fillText(first, 200 + width, 40) })
      return { ...d, width, apart, right, left }
    })
  })
  assert.ok(names.some((n) => n.text === 'هيئة الميناء'), names.map((n) => n.text).join('; '))
  for (const n of names) {
    assert.equal(n.direction, 'rtl', n.text)
    assert.ok(n.width < n.apart * 0.97, `${n.text}: letters that join are narrower (${n.width}) than apart (${n.apart})`)
    assert.ok(n.right > 0 && n.left === 0, `${n.text} begins at the right`)
  }
})

/** Where the letters of a name stand on the page, from its first to its last. */
const places = (locator) => locator.evaluate((e) => {
  const walk = document.createTreeWalker(e, NodeFilter.SHOW_TEXT)
  const out = []
  for (let t = walk.nextNode(); t; t = walk.nextNode()) {
    for (let i = 0; i < t.data.length; i++) {
      if (!/\p{L}/u.test(t.data[i])) continue
      const r = document.createRange()
      r.setStart(t, i)
      r.setEnd(t, i + 1)
      out.push({ letter: t.data[i], x: r.getBoundingClientRect().left })
    }
  }
  return out
})

for (const [how, typed] of [['as the gazette spells it', 'إدريس قورفات'], ['without a hamza', 'ادريس'], ['with vowel marks', 'قُورْفَات'], ['lengthened', 'قـورفـات']]) {
  test(`a search in Arabic ${how} finds who is meant and what is said of them`, async () => {
    await page.locator('body').press('/')
    await page.getByRole('combobox', { name: 'Search' }).fill(typed)
    const person = page.getByRole('option', { name: /Idris Qorvat.*idris-qorvat/ })
    await person.waitFor()
    await page.getByRole('option', { name: /Idris Qorvat has the decisive say in the Harbour Authority/ }).waitFor()
    const letters = await places(person.locator('bdi').filter({ hasText: arabic }))
    assert.equal(letters.map((l) => l.letter).join(''), 'إدريسقورفات')
    letters.slice(1).forEach((l, i) => assert.ok(l.x < letters[i].x, `${l.letter} stands left of ${letters[i].letter}`))
    await page.keyboard.press('Escape')
  })
}

test('teh marbuta is found as heh, and the panel has both spellings and who spells it so', async () => {
  await page.locator('body').press('/')
  await page.getByRole('combobox', { name: 'Search' }).fill('هيئه الميناء')
  await page.getByRole('option', { name: /harbour-authority/ }).waitFor()
  await accessible(page, 'search')
  await page.keyboard.press('Control+Enter')
  const side = page.getByRole('complementary', { name: 'Selected' })
  const name = side.getByRole('heading', { name: /Harbour Authority/ })
  await name.waitFor()
  await side.getByText('spelt so by Official Gazette of Selmora').waitFor()
  const letters = await places(name.locator('bdi').nth(1))
  letters.slice(1).forEach((l, i) => assert.ok(l.x < letters[i].x))
  assert.doesNotMatch(decodeURIComponent(page.url()), arabic, 'the address has none of it')
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme })
    await accessible(page, colorScheme)
  }
  assert.deepEqual(o.seen.errors, [])
  assert.deepEqual(o.seen.foreign, [])
})

test('a sentence that begins with a name in Arabic is read from left to right, and the name from right to left', async () => {
  const s = await openBook(`underpin: casebook/1
case: { id: salt, as_of: 2020 }
relations: [{ relation: pays, class: payment, half_life: 2y, reads: X pays Y }]
entities: [{ id: bahr, schema: Company, name: شركة البحر }, { id: salt, schema: Company, name: White Salt }]
sources: [{ id: gazette, kind: document, name: Gazette, grade: A }]
claims: [{ id: c1, subject: bahr, relation: pays, object: salt, says: [{ id: c1.1, source: gazette, held: 2018/.. }] }]
`, { arrives: true })
  try {
    await s.page.getByRole('link', { name: 'Evidence' }).click()
    const letters = await places(s.page.locator('th bdi').filter({ hasText: 'pays White Salt' }))
    const x = (letter) => letters.find((l) => l.letter === letter).x
    assert.ok(x('ر') < x('ش') && x('ش') < x('p') && x('p') < x('W'), JSON.stringify(letters))
  } finally {
    await s.close()
  }
})
