import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accessible } from './axe.mjs'
import { openBook, openCase } from './browser.mjs'

/** A generated casebook: so many claims, and so many papers that speak of them in turn. */
function generated(claims, papers) {
  const of = (n, line) => Array.from({ length: n }, (_, i) => line(i)).join('')
  return `underpin: casebook/1
case: {id: many, title: Many claims}
relations:
  - {relation: leads, class: command, power: subject, sign: "+", control: full, half_life: 2y, reads: X leads Y}
sources:
${of(papers, (i) => `  - {id: p${i}, kind: document, name: Paper ${i}, published: 2019-05-14}\n`)}entities:
${of(claims / 10, (i) => `  - {id: e${i}, schema: PublicBody, name: Body ${i}}\n`)}${of(10, (i) => `  - {id: a${i}, schema: Person, name: Person ${i}}\n`)}claims:
${of(claims, (i) => `  - {id: c${i + 1}, subject: a${i % 10}, relation: leads, object: e${Math.floor(i / 10)}, says: [${[0, 37, 71].map((k, n) => `{id: c${i + 1}.${n + 1}, source: p${(7 * i + k) % papers}, held: 2018/..}`).join(', ')}]}\n`)}`
}

/** The screen of the harbour, with its rows. */
async function evidence(colorScheme) {
  const o = await openCase({ colorScheme })
  await o.page.locator('.scr').getByRole('link', { name: 'Evidence' }).click()
  const rows = o.page.locator('tbody tr:not(.sec)')
  await rows.first().waitFor()
  return { ...o, rows, row: (words) => rows.filter({ hasText: words }) }
}

for (const colorScheme of ['light', 'dark']) {
  test(`the evidence of a case is read by keys alone, in the ${colorScheme} theme`, async () => {
    const o = await evidence(colorScheme)
    try {
      const all = await o.rows.count()
      await o.page.keyboard.press('j')
      await o.page.keyboard.press('j')
      assert.equal(await o.page.evaluate(() => document.activeElement.dataset.row), '1', 'J goes down a row')
      await o.page.keyboard.press('k')
      assert.equal(await o.page.evaluate(() => document.activeElement.dataset.row), '0', 'K goes up a row')
      const before = await o.page.locator('.caption').innerText()
      assert.match(before, /^KESTREL says so from March 2014/, 'the caption says what the cell does')
      await o.page.keyboard.press('ArrowRight')
      assert.equal(await o.page.locator('.caption').innerText(), 'HERON has spoken of one of the two and not of this')

      const sentence = await o.rows.first().locator('a').innerText()
      await o.page.keyboard.press('Enter')
      const panel = o.page.getByRole('complementary', { name: 'The claim' })
      await panel.getByRole('heading', { name: 'Who says so' }).waitFor()
      assert.ok((await panel.locator('h2').innerText()).startsWith(sentence), 'the panel is headed by the claim')
      await panel.getByRole('heading', { name: 'Who else could be asked' }).waitFor()
      await accessible(o.page, 'a claim beside the table')
      await o.page.keyboard.press('Escape')
      await panel.waitFor({ state: 'detached' })
      assert.equal(await o.page.evaluate(() => document.activeElement.dataset.row), '0', 'Esc goes back to the row')

      await o.page.keyboard.press('f')
      await o.page.getByRole('combobox', { name: 'About whom or what' }).fill('Maryam')
      await o.page.getByRole('option').first().waitFor()
      await o.page.keyboard.press('Enter')
      await o.page.getByRole('button', { name: 'About Maryam Dalal' }).waitFor()
      assert.ok((await o.rows.count()) < all, 'only what is about Maryam Dalal')
      assert.match(o.page.url(), /about=[a-z2-7]{16}/)
      await o.page.keyboard.press('Escape')
      await o.page.getByRole('button', { name: 'About…' }).waitFor()

      await o.page.getByRole('button', { name: 'Only one origin' }).click()
      await o.page.waitForFunction((n) => document.querySelectorAll('tbody tr:not(.sec)').length < n, all)
      assert.deepEqual(o.seen.foreign, [], 'no request leaves the machine')
      assert.deepEqual(o.seen.errors, [], 'nothing is said on the console')
    } finally {
      await o.close()
    }
  })
}

test('a cell tells a voice from what repeats it, and a denial, a doubt and what is off the record', async () => {
  const o = await evidence('light')
  try {
    const held = o.row('Idris Qorvat has the decisive say in the Harbour Authority')
    assert.equal(await held.locator('.v').count(), 1, 'HERON is the one voice')
    assert.equal(await held.locator('.r').count(), 2, 'the two papers are counted already')
    assert.equal(await held.locator('.th').count(), 1, 'a line joins them to that voice')
    assert.equal(await held.locator('.d').count(), 1, 'a bar denies')
    assert.equal(await o.row('Hassan Virel is Director-General').locator('.q').textContent(), '?')
    const say = o.row('Maryam Dalal has the decisive say')
    assert.equal(await say.locator('.off').count(), 1, 'TERN is off the record')
    const [first, second] = await Promise.all(['HERON', 'PETREL'].map((n) => say.locator('g', { has: o.page.locator('title', { hasText: n + ':' }) }).locator('circle').first().getAttribute('r')))
    assert.ok(Number(first) > Number(second), 'the second of one corridor adds less')
    assert.equal(await o.page.locator('.dep').count(), 2, 'the two of one corridor are tinted')
    assert.ok((await o.page.locator('.kind').allTextContents()).join(' ').includes('Protected people'))

    const ring = (row) => o.row(row).locator('.ring').evaluate((e) => getComputedStyle(e).borderTopStyle)
    assert.deepEqual([await ring('Omar Qorvat votes'), await ring('Idris Qorvat has the decisive say')], ['dotted', 'solid'], 'an assumption of ours is told from one origin')

    await o.page.evaluate(() => { window.same = true })
    await held.locator('a').click()
    assert.equal(await o.page.evaluate(() => window.same), true, 'the page is not read anew')
    assert.equal(await o.page.locator('.caption').innerText(), 'KESTREL has spoken of one of the two and not of this', 'the caption is of the row that was clicked')
    const chain = o.page.locator('.chain')
    await chain.waitFor()
    assert.match(await chain.textContent(), /HERON, 5 May 2019[\s\S]*Harbour Light, 11 June 2019[\s\S]*Littoral Courier, 15 June 2019[\s\S]*one origin, counted once/)
    const panel = o.page.getByRole('complementary', { name: 'The claim' })
    await panel.getByRole('cell', { name: 'nobody says so' }).waitFor()
    await panel.getByText('Take care: we have this from HERON alone').first().waitFor()
    await panel.getByRole('link', { name: 'Harbour Authority', exact: true }).click()
    await o.page.waitForURL(/\/dossiers\?sel=/)
  } finally {
    await o.close()
  }
})

test('of five hundred claims against a hundred sources only those in view are drawn, wherever one scrolls', async () => {
  const o = await openBook(generated(500, 100))
  try {
    await o.page.getByRole('link', { name: 'Many claims' }).click()
    await o.page.locator('.scr').getByRole('link', { name: 'Evidence' }).click()
    const rows = o.page.locator('tbody tr:not(.sec, .gap)')
    await rows.first().waitFor()
    assert.ok((await rows.count()) < 60, 'most are not drawn')
    assert.equal(await o.page.locator('.heads .name').count(), 100)
    const wrap = o.page.getByRole('region', { name: 'Claims against sources' })
    const high = await wrap.evaluate((e) => e.scrollHeight)
    await wrap.evaluate((e) => { e.scrollTop = e.scrollHeight })
    await o.page.getByRole('link', { name: 'Person 9 leads Body 49' }).waitFor()
    assert.ok((await rows.count()) < 60)
    assert.ok(Math.abs((await wrap.evaluate((e) => e.scrollHeight)) - high) < 8, 'the rows keep their places as they are read')
    await wrap.evaluate((e) => { e.scrollTop = 0 })
    await o.page.getByRole('link', { name: 'Person 0 leads Body 0' }).waitFor()
    await o.page.getByRole('link', { name: 'Person 0 leads Body 0' }).focus()
    for (let i = 0; i < 40; i++) await o.page.keyboard.press('j')
    assert.equal(await o.page.evaluate(() => document.activeElement.dataset.row), '40', 'the keys go on beyond what was drawn')
    for (let i = 0; i < 99; i++) await o.page.keyboard.press('ArrowRight')
    await o.page.keyboard.press('j')
    await o.page.waitForFunction(() => document.activeElement.dataset.row === '41')
    const cell = await o.page.locator('.here:not(a)').boundingBox(), view = await wrap.boundingBox()
    assert.ok(cell.x >= view.x + 200 && cell.x + cell.width <= view.x + view.width + 1, 'the cell that the arrows are on is in view')
    for (let i = 0; i < 99; i++) await o.page.keyboard.press('ArrowLeft')
    const back = await o.page.locator('.here:not(a)').boundingBox(), corner = await o.page.locator('.corner').boundingBox()
    assert.ok(back.x >= corner.x + corner.width - 1, 'and is not below the first column')
    const head = await o.page.locator('.corner').boundingBox(), box = await wrap.boundingBox()
    assert.ok(Math.abs(head.y - box.y) < 2 && Math.abs(head.x - box.x) < 2, 'head and first column stay')
    await accessible(o.page, 'a table of many rows')
    assert.deepEqual(o.seen.errors, [])
  } finally {
    await o.close()
  }
})

test('heads of one column each stand clear of one another, in any script', async () => {
  const o = await openBook(`underpin: casebook/1
case: {id: heads, title: Who keeps the light}
relations:
  - {relation: leads, class: command, power: subject, sign: "+", control: full, half_life: 2y, reads: X leads Y}
sources:
  - {id: LARK, kind: person, protected: true, grade: B}
  - {id: clerk, kind: person, name: ليلى بنت عبد الرحمن الوسطى, grade: C}
  - {id: wire, kind: document, name: The Evening Telegraph and Shipping Intelligencer of Vellamo, published: 2020-02-02}
  - {id: registry, kind: dataset, name: سجل السفن والمنارات والموانئ في الساحل الشرقي}
  - {id: ours, kind: assumption, name: What we conclude from the two lists, probability: 0.6}
entities: [{id: light, schema: PublicBody, name: Lighthouse}, {id: juna, schema: Person, name: Juna Aalto}]
claims:
  - {id: c1, subject: juna, relation: leads, object: light, says: [{id: t1, source: LARK, held: 2018/.., terms: on_record}, {id: t2, source: clerk, held: 2018/.., terms: on_record}, {id: t3, source: wire, held: 2018/..}, {id: t4, source: registry, held: 2018/..}, {id: t5, source: ours, held: 2018/..}]}
`)
  try {
    await o.page.getByRole('link', { name: 'Who keeps the light' }).click()
    await o.page.locator('.scr').getByRole('link', { name: 'Evidence' }).click()
    await o.page.locator('.heads .kind').first().waitFor()
    const boxes = (css) => o.page.locator(css).evaluateAll((all) => all.map((e) => e.getBoundingClientRect()).map((b) => [b.left, b.top, b.right, b.bottom]))
    const [around] = await boxes('.heads')
    for (const css of ['.heads .kind > span', '.heads .name']) {
      const all = await boxes(css)
      assert.equal(all.length, 5, css)
      for (const [i, b] of all.entries()) {
        assert.ok(b[0] >= around[0] && b[1] >= around[1] && b[2] <= around[2] && b[3] <= around[3], `${css} ${i} is not cut`)
        if (i) assert.ok(b[0] >= all[i - 1][2], `${css} ${i} stands clear of the one before`)
      }
    }
    await accessible(o.page, 'heads of one column each')

    // What the program says of a source is English, whatever the script of its name.
    await o.page.keyboard.press('j')
    await o.page.keyboard.press('ArrowRight')
    const caption = o.page.locator('.caption').filter({ hasText: 'ليلى بنت عبد الرحمن الوسطى says so' })
    await caption.waitFor()
    const [name, says] = await caption.evaluate((e) => {
      const at = (word) => { const r = document.createRange(); const i = e.firstChild.data.indexOf(word); r.setStart(e.firstChild, i); r.setEnd(e.firstChild, i + word.length); return r.getBoundingClientRect() }
      return [at('ليلى'), at('says')].map((b) => b.left)
    })
    assert.ok(name < says, 'the name stands before what is said')
    assert.deepEqual(o.seen.errors, [])
  } finally {
    await o.close()
  }
})
