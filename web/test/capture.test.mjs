import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accessible } from './axe.mjs'
import { open, serve } from './browser.mjs'

const toCapture = async (page) => {
  await page.getByRole('link', { name: /Who holds the Harbour Authority/ }).click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.keyboard.press('2')
  await page.getByRole('heading', { name: 'Capture' }).waitFor()
  await page.locator('#source').waitFor()
}

test('a sentence is captured by keys alone, and credence and conclusion change', async () => {
  const o = await open('harbour')
  const { page } = o
  try {
    await toCapture(page)
    await accessible(page, 'Capture with nothing on it')

    // Who says so is chosen by its letters, and heads the lines from then on.
    await page.keyboard.type('Dalia')
    await page.getByText('on the record, C').waitFor()
    await page.locator('#terms').focus()
    await page.keyboard.type('on the record')
    await page.keyboard.press('Tab')

    // Names in any script, relations from either end; Tab takes the first.
    await page.keyboard.type('مريم')
    await page.getByRole('option', { name: /Maryam Dalal/ }).waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.type('is direc')
    await page.keyboard.press('Tab')
    await page.keyboard.type('presid')
    await page.getByRole('option', { name: /Office of the President/ }).waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.type('from 2018?')
    assert.equal(await page.locator('#who').inputValue(), 'Maryam Dalal')
    assert.equal(await page.locator('#what').inputValue(), 'is directed by')

    // It is read in full words, with the claim that says the same, and what it would do.
    await page.getByText('from 2018 (uncertain)').first().waitFor()
    await page.getByText('You have this already').waitFor()
    await page.getByText('very likely, from 2 independent origins').waitFor()
    await page.getByText('As numbers: .85 now, .92 then.').waitFor()
    await page.getByText('Yes, by Dalia Nasreh, on the record.').waitFor()
    await page.getByText('no page may hint that there was a first').waitFor()
    await page.getByText('It would hang on one voice no longer.').waitFor({ timeout: 60000 })
    await accessible(page, 'Capture in light')
    await page.emulateMedia({ colorScheme: 'dark' })
    await accessible(page, 'Capture in dark')

    // Whether it is the same is asked in the panel, and never answered for anybody.
    await page.keyboard.press('Enter')
    await page.getByText('the case has this claim already; say whether it is the same').waitFor()
    await page.keyboard.press('Space') // the first answer
    await page.getByRole('radio', { name: 'Same claim', checked: true }).waitFor()
    await page.locator('#when').focus()
    await page.keyboard.press('Enter')
    await page.getByText('kept', { exact: true }).waitFor()
    assert.equal(await page.locator('#who').inputValue(), '', 'the next line is open')

    // Told again by the same it is one voice. Each kept line has its own undo.
    await page.keyboard.type('Karim'); await page.getByRole('option', { name: /Karim Othvay/ }).waitFor(); await page.keyboard.press('Tab')
    await page.keyboard.type('blocks'); await page.keyboard.press('Tab')
    await page.keyboard.type('Hassan'); await page.getByRole('option', { name: /Hassan Virel/ }).waitFor(); await page.keyboard.press('Tab')
    await page.getByText('no change: the same voice again').waitFor()
    await page.getByRole('button', { name: 'Take line 1 back' }).press('Enter')
    await page.getByRole('button', { name: 'Take line 1 back' }).waitFor({ state: 'detached' })
    await page.getByText('You have this already').waitFor()
    await page.getByText('As numbers: .85 now, .92 then.').waitFor()

    // Who is misspelt is shown beside somebody new, and is taken only if chosen.
    await page.keyboard.press('Control+Enter')
    await page.keyboard.type('Idris Qorwat')
    await page.locator('#who-list').getByRole('option', { name: /Idris Qorvat the nearest/ }).waitFor()
    await page.getByRole('option', { name: /a new one, “Idris Qorwat”/, selected: true }).waitFor()
    await page.keyboard.press('ArrowUp'); await page.keyboard.press('Enter')
    await page.locator('#what:focus').waitFor()
    assert.equal(await page.locator('#who').inputValue(), 'Idris Qorvat')
    // What was moved to is forgotten with the next letter, where the list is the same.
    await page.locator('#who').fill('Idris Qorwat')
    await page.getByRole('option', { name: /a new one, “Idris Qorwat”/, selected: true }).waitFor({ timeout: 5000 })
    await page.keyboard.press('Escape')

    // Somebody new is said to be so.
    await page.keyboard.type('Ana Ruiz')
    await page.getByRole('option', { name: /a new one, “Ana Ruiz”/ }).waitFor()
    await page.keyboard.press('Enter')
    await page.locator('#who-schema').waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.type('opposes'); await page.keyboard.press('Tab')
    await page.keyboard.type('Harbour A'); await page.getByRole('option', { name: /Harbour Authority/ }).first().waitFor(); await page.keyboard.press('Tab')
    await page.keyboard.type('soon')
    await page.getByText('it names no year').first().waitFor()
    await page.keyboard.press('Enter')
    assert.equal(await page.locator('#when').inputValue(), 'soon', 'words are kept where a part is rejected')
    await page.keyboard.press('Escape')
    assert.equal(await page.locator('#when').inputValue(), '')
    await page.getByText('it names no year').first().waitFor({ state: 'detached' })
    await page.keyboard.press('Enter')
    await page.getByText('kept', { exact: true }).waitFor()

    assert.doesNotMatch(page.url(), /nasreh|dalal|ruiz/i)
    assert.ok(o.seen.requests.every((r) => !/dalal|ruiz|othvay/i.test(decodeURIComponent(new URL(r).pathname))), 'paths name nobody')
    assert.deepEqual(o.seen.foreign, [], 'no request leaves the machine')
    assert.deepEqual(o.seen.errors.filter((e) => !/status of 4(12|22)/.test(e)), [], 'nothing is said on the console')
  } finally {
    await o.close()
  }
})

test('what was begun is there after a reload and in a second window, and nothing is lost between the two', async () => {
  const o = await open('harbour')
  const { page, context } = o
  try {
    await toCapture(page)
    await page.locator('#source').selectOption({ label: 'HERON' })
    await page.locator('#who').focus()
    await page.keyboard.type('the clerk of the')
    await page.waitForResponse((r) => r.url().includes('/drafts/') && r.request().method() === 'PUT' && r.ok())
    await page.reload()
    await page.getByText('the clerk of the', { exact: true }).waitFor()

    // A second window sees it, and changes it; the first sees that at once.
    const put = (p) => p.waitForResponse((r) => r.url().includes('/drafts/') && r.request().method() === 'PUT' && r.ok())
    const other = await context.newPage()
    await other.goto(page.url())
    await other.getByRole('button', { name: 'go on with line 1' }).press('Enter')
    await other.locator('#who').press('End')
    await other.keyboard.type(' quay')
    await put(other)
    await page.getByText('the clerk of the quay', { exact: true }).waitFor()

    // Where it could not see it, it is told before it saves over that.
    await page.getByRole('button', { name: 'go on with line 1' }).press('Enter')
    await page.route('**/drafts**', (r) => r.abort())
    await page.route('**/drafts/**', (r) => r.abort())
    await page.locator('#who').press('End')
    await page.keyboard.type(' sid')
    await Promise.all([put(other), other.keyboard.type(' wall')])
    await page.unroute('**/drafts**')
    await page.unroute('**/drafts/**')
    await page.keyboard.type('e')
    await page.getByText('This line was changed in another window').waitFor()
    await page.getByText(/the clerk of the quay wall/).waitFor()
    assert.equal(await page.locator('#who').inputValue(), 'the clerk of the quay side', 'its own words stay')
    await accessible(page, 'Capture with two windows on one line')
    await Promise.all([
      page.waitForResponse((r) => r.url().includes('/drafts/') && r.request().method() === 'PUT' && r.ok()),
      page.getByRole('button', { name: 'Keep mine as a line of its own' }).press('Enter'),
    ])
    await page.getByText('the clerk of the quay wall', { exact: true }).waitFor()

    // A paste of several lines is a draft for each; one that is too large says so.
    const paste = (text) => page.locator('#when').evaluate((field, text) => {
      const data = new DataTransfer()
      data.setData('text/plain', text)
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    }, text)
    await paste('Maryam Dalal\topposes\tHarbour Authority\tfrom 2018?\nKarim Othvay blocks Hassan Virel since September 2019')
    await page.getByText('2 lines were pasted, as drafts.').waitFor()
    const order = () => page.locator('ol > li:not(.act) .v').allInnerTexts()
    await paste(Array.from({ length: 12 }, (_, i) => `Maryam Dalal\tis number ${i + 1} for\tHarbour Authority`).join('\n'))
    await page.getByText('12 lines were pasted, as drafts.').waitFor()
    const pasted = (await order()).filter((w) => w.startsWith('is number'))
    assert.deepEqual(pasted, Array.from({ length: 12 }, (_, i) => `is number ${i + 1} for`))
    await page.reload()
    await page.getByText('is number 12 for').waitFor()
    assert.deepEqual((await order()).filter((w) => w.startsWith('is number')), pasted, 'in the order in which they stood')
    await paste('x'.repeat(1 << 20))
    await page.getByText('That is more than can be pasted at once').waitFor()
    await paste('y'.repeat(3000) + '\nz')
    await page.getByText('is too long to be a sentence').waitFor()
    assert.deepEqual(o.seen.foreign, [])
    assert.deepEqual(o.seen.errors.filter((e) => !/status of 4(12|22)|ERR_FAILED/.test(e)), [])
  } finally {
    await o.close()
  }
})

test('what was begun outlives a server that is killed', async () => {
  const o = await open('harbour')
  const { page, context } = o
  try {
    await toCapture(page)
    await page.locator('#who').focus()
    await page.keyboard.type('the clerk of the customs house')
    await page.waitForResponse((r) => r.url().includes('/drafts/') && r.request().method() === 'PUT' && r.ok())
    o.server.kill('SIGKILL')
    await new Promise((done) => o.server.once('exit', done))
    const again = await serve(o.db, o.dir)
    o.server = again.server
    const fresh = await context.newPage()
    await fresh.goto(again.address)
    await fresh.getByRole('heading', { name: 'What needs you' }).waitFor() // the only case is opened
    await fresh.keyboard.press('2')
    await fresh.getByText('the clerk of the customs house', { exact: true }).waitFor()
  } finally {
    await o.close()
  }
})

test('whoever types faster than names are found loses no letter to another part', async () => {
  const o = await open('harbour')
  const { page } = o
  try {
    await toCapture(page)
    let found
    const answered = new Promise((done) => { found = done })
    await page.route('**/names?*', async (r) => { await answered; await r.continue() })
    await page.route('**/names', async (r) => { await answered; await r.continue() })
    await page.locator('#who').focus()
    await page.keyboard.type('Maryam D')
    await page.keyboard.press('Tab')
    await page.keyboard.type('is directed')
    assert.equal(await page.locator('#what').inputValue(), 'is directed')
    found()
    await page.waitForFunction(() => document.querySelector('#who').value === 'Maryam Dalal')
    assert.equal(await page.locator('#what').inputValue(), 'is directed')
    assert.equal(await page.evaluate(() => document.activeElement.id), 'what')
  } finally {
    await o.close()
  }
})

test('a line that is kept while its draft is on its way is kept once, and leaves no draft', async () => {
  const o = await open('harbour')
  const { page } = o
  try {
    await toCapture(page)
    await page.keyboard.type('Dalia')
    await page.getByText('on the record, C').waitFor()
    await page.locator('#terms').selectOption('on_record')
    await page.locator('#who').focus()
    for (const [typed, name] of [['Karim', /Karim Othvay/], ['opposes', /opposes/], ['Hassan', /Hassan Virel/]]) {
      await page.keyboard.type(typed)
      await page.getByRole('option', { name }).first().waitFor()
      await page.keyboard.press('Tab')
    }
    // The draft of the whole line is written, and its answer is late.
    let answer
    const late = new Promise((done) => { answer = done })
    const written = new Promise((done) => page.route('**/drafts/*', async (route) => {
      const r = await route.fetch()
      done()
      await late
      await route.fulfill({ response: r })
    }))
    await page.keyboard.type('2019')
    await written
    const kept = page.waitForRequest((r) => r.method() === 'POST' && r.url().endsWith('/capture'))
    await page.keyboard.press('Enter')
    answer()
    assert.match((await kept).postData(), /"version":[1-9]/, 'it is kept with the draft that it was')
    await page.getByText('kept', { exact: true }).waitFor()
    await page.unroute('**/drafts/*')
    await page.reload()
    await page.locator('#source').waitFor()
    assert.equal(await page.getByText('Karim Othvay', { exact: true }).count(), 0)
    assert.deepEqual(o.seen.errors, [])
  } finally {
    await o.close()
  }
})
