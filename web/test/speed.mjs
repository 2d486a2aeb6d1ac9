// Measures the screens on an idle machine, and prints what it found beside the bar of each: make speed.
// Every figure is the median of five runs; nothing here fails for being slow.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { mapOf } from './map.mjs'
import { open, openAt } from './browser.mjs'

const root = join(import.meta.dirname, '../..')
const cases = ['harbour', 'tidewater', 'iraq-2020']
const runs = 5
const cpus = execFileSync('nproc').toString().trim()

const rows = []
const report = (what, found, bar) => { rows.push([what, found, bar]); console.error(`${what}: ${found} (bar ${bar})`) }
const ms = (n) => (n < 1000 ? `${Math.round(n)} ms` : `${(n / 1000).toFixed(2)} s`)
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)]

/** The medians of what a run answers. */
async function five(run) {
  const out = []
  for (let i = 0; i < runs; i++) out.push(await run(i))
  return median(out)
}

/** The path of a generated case in a database of its own. */
function generated(entities, claims, sources) {
  const dir = mkdtempSync(join(tmpdir(), 'underpin-speed-'))
  const db = join(dir, 'case.db')
  execFileSync('go', ['run', './bench', '-perform', JSON.stringify({ Do: 'write-case', Entities: entities, Claims: claims, Sources: sources, Seed: 1, Graph: db })], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
  return { dir, db }
}

async function on({ dir, db }, work) {
  const o = await openAt(db, mkdtempSync(join(tmpdir(), 'underpin-speed-')), { arrives: true })
  try {
    await o.page.getByRole('heading', { name: 'What needs you' }).waitFor()
    o.stood = performance.now() - o.began // the first time that the case is opened
    return await work(o)
  } finally { await o.close() }
}

const resident = (o) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${o.server.pid}/status`, 'utf8'))[1]) / 1024

/** How long the page waited for each answer while something was done, by what was asked. */
async function answers(page, work) {
  const took = new Map()
  const ended = (r) => {
    const path = new URL(r.url()).pathname
    if (!path.startsWith('/api/') || path.startsWith('/api/events')) return
    const t = r.timing()
    const asked = path.replace(/[a-z2-7]{16}/g, '…').replace('/api/cases/…/', '')
    took.set(asked, Math.max(took.get(asked) ?? 0, t.responseEnd - t.requestStart))
  }
  page.on('requestfinished', ended)
  await work()
  page.off('requestfinished', ended)
  return took
}

/** What the page's own thread spent on something, in milliseconds: all of it, and scripts alone. */
async function spent(page, work) {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Performance.enable')
  const read = async () => Object.fromEntries((await cdp.send('Performance.getMetrics')).metrics.map((m) => [m.name, m.value]))
  const before = await read()
  await work()
  const after = await read()
  await cdp.detach()
  return { all: 1000 * (after.TaskDuration - before.TaskDuration), script: 1000 * (after.ScriptDuration - before.ScriptDuration) }
}

const clock = async (work) => { const from = performance.now(); await work(); return performance.now() - from }
/** Waits until what has changed is painted: the frame that draws it is over. */
const drawn = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))))
const settled = (page) => page.waitForFunction(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true)))))
const screens = (page) => page.getByRole('navigation', { name: 'Screens' }).locator('.scr a')

/** Waits until no answer has been awaited for a third of a second: what tells of changes is asked for all the time, and does not count. */
async function quiet(page) {
  const open = new Set()
  let last = performance.now()
  const begins = (r) => { if (!r.url().includes('/api/events')) { open.add(r); last = performance.now() } }
  const ends = (r) => { if (open.delete(r)) last = performance.now() }
  page.on('request', begins).on('requestfinished', ends).on('requestfailed', ends)
  while (open.size || performance.now() - last < 350) await page.waitForTimeout(50)
  page.off('request', begins).off('requestfinished', ends).off('requestfailed', ends)
}

/** Goes through all screens, each until it has what it shows. */
async function tour(page) {
  for (const link of await screens(page).all()) {
    await link.click()
    await page.getByRole('main').locator('h1, h2, canvas, table, textarea').first().waitFor()
    await quiet(page)
  }
}

const to = (page, name) => screens(page).filter({ hasText: name }).click()

async function screensOf5000() {
  const book = generated(5000, 15000, 200)
  report('first opening of 5,000 entities, 15,000 claims: until the Desk stands', ms(await five(() => on(book, async (o) => o.stood))), '3 s')
  await on(book, async (o) => {
    const { page } = o
    await tour(page)
    const all = []
    const here = await screens(page).evaluateAll((links) => links.map((a) => a.href))
    for (let i = 0; i < runs; i++) all.push(await answers(page, async () => { for (const url of here) { await page.goto(url); await quiet(page) } }))
    const paths = [...new Set(all.flatMap((m) => [...m.keys()]))]
    const slow = paths.map((p) => [p, median(all.filter((m) => m.has(p)).map((m) => m.get(p)))]).sort((a, b) => b[1] - a[1])
    report('the slowest read of a screen after the first' , `${ms(slow[0][1])} (${slow[0][0]})`, '100 ms')
    report('the next slowest', slow.slice(1, 4).map(([p, t]) => `${ms(t)} (${p})`).join(', '), '100 ms')

    await to(page, 'Map')
    await mapOf(page)
    const track = await page.locator('.track').boundingBox()
    const step = (k) => page.mouse.move(track.x + track.width * (.8 - .06 * k), track.y + track.height / 2)
    await step(0)
    await page.mouse.down()
    await quiet(page)
    report('a step of the slider of its map, until it is drawn', ms(await five((k) => clock(async () => {
      const answered = page.waitForResponse(/\/standings/)
      await step(k + 1)
      await (await answered).finished()
      await drawn(page)
    }))), '100 ms')
    await page.mouse.up()
    await quiet(page)

    await to(page, 'Capture')
    await page.locator('#source').waitFor()
    await page.locator('#source').selectOption({ index: 1 })
    await page.locator('#terms').selectOption({ index: 1 })
    const line = await someLine(page)
    const read = [], weighed = []
    for (let i = 0; i < runs; i++) {
      await page.locator('#when').fill('')
      const reading = page.waitForRequest((r) => r.url().includes('/capture/reading') && r.postData()?.includes(String(2011 + i)))
      const weighing = page.waitForRequest((r) => r.url().includes('/capture/conclusions') && r.postData()?.includes(String(2011 + i)), { timeout: 60_000 })
      await page.locator('#when').fill(`from ${2011 + i}`)
      const a = await reading
      await (await a.response()).finished()
      read.push(a.timing().responseEnd - a.timing().requestStart)
      const b = await weighing
      await (await b.response()).finished()
      weighed.push(b.timing().responseEnd - b.timing().requestStart)
    }
    report(`the credence of a line in Capture (${line})`, ms(median(read)), '100 ms')
    report('its conclusions, in as many worlds as come first', ms(median(weighed)), '1 s')
    report('memory of the server after all that', `${Math.round(resident(o))} MB`, '400 MB')
  })
  rmSync(book.dir, { recursive: true })
}

/** Fills a line of Capture with what the case offers first, and says how it reads. */
async function someLine(page) {
  for (const [id, typed] of [['who', 'person number 420'], ['what', 'owns'], ['whom', 'company number 12']]) {
    await page.locator('#' + id).focus()
    await page.keyboard.type(typed)
    await page.getByRole('option', { name: typed }).first().waitFor()
    await page.keyboard.press('Tab')
  }
  return (await page.locator('#who').inputValue()) + ' ' + (await page.locator('#what').inputValue())
}

/** From the last key in a brief to the page with what was typed. */
async function brief() {
  const o = await open('tidewater', { arrives: true })
  try {
    const { page } = o
    await to(page, 'Brief')
    const text = page.getByRole('textbox', { name: /Text of the brief/ })
    await text.waitFor()
    await quiet(page)
    await text.focus()
    await page.keyboard.press('Control+End')
    report('from the last key in a brief until its page shows it', ms(await five(async (i) => {
      const word = 'measured' + i
      await page.keyboard.type(' ' + word, { delay: 20 })
      const took = await clock(() => page.frameLocator('iframe').getByText(word).waitFor())
      await quiet(page)
      return took
    })), '550 ms: 300 after a pause of 250')
  } finally { await o.close() }
}

async function matrix() {
  const book = generated(400, 500, 100)
  await on(book, async ({ page }) => {
    await to(page, 'Evidence')
    await page.locator('tbody tr').first().waitFor()
    const box = page.locator('table').first()
    await box.hover()
    const steps = []
    for (let i = 0; i < runs; i++) {
      steps.push(await spent(page, async () => { await page.mouse.wheel(0, 400); await settled(page); await page.waitForTimeout(150) }))
    }
    report('a scroll step of a matrix of 500 claims and 100 sources: scripts', ms(median(steps.map((s) => s.script))), '50 ms')
  })
  rmSync(book.dir, { recursive: true })
}

async function maps() {
  for (const [entities, claims, bar] of [[2000, 4000, '1 s'], [20000, 40000, '4 s']]) {
    const size = `${entities.toLocaleString('en')} entities, ${claims.toLocaleString('en')} claims`
    const first = []
    let later = [], pans = []
    for (let i = 0; i < (entities > 10000 ? 3 : runs); i++) {
      const book = generated(entities, claims, 200)
      await on(book, async ({ page }) => {
        // Looked for in each frame: the waits of the library are up to half a second apart.
        const painted = async () => { await page.waitForFunction(() => document.querySelector('canvas[aria-label^="Map of"]'), undefined, { polling: 'raf' }); await drawn(page) }
        first.push(await clock(async () => { await to(page, 'Map'); await painted() }))
        if (i) return
        later = []
        for (let k = 0; k < runs; k++) later.push(await clock(async () => { await page.reload(); await painted() }))
        const at = await page.locator('canvas').boundingBox()
        await page.mouse.move(at.x + at.width / 2, at.y + at.height / 2)
        await page.mouse.down({ button: 'left' })
        for (let k = 1; k <= runs; k++) pans.push(await spent(page, async () => { await page.mouse.move(at.x + at.width / 2 + 30 * k, at.y + at.height / 2); await settled(page) }))
        await page.mouse.up()
      })
      rmSync(book.dir, { recursive: true })
    }
    report(`first paint of the map, ${size}: at its first opening ever; later`, `${ms(median(first))}; ${ms(median(later))}`, bar)
    if (entities > 10000) report('a pan step of it, of the processor', ms(median(pans.map((p) => p.all))), '100 ms')
  }
}

async function losses() {
  for (const example of cases) {
    const times = { whatif: [], hinges: [], all: [] }
    for (let i = 0; i < runs; i++) {
      const o = await open(example, { arrives: true })
      try {
        const { page } = o
        await page.getByRole('heading', { name: 'What needs you' }).waitFor()
        await quiet(page)
        const from = performance.now()
        await to(page, 'What if')
        if (!await page.locator('.ba .r').first().waitFor({ timeout: 5000 }).then(() => true, () => false)) break
        times.whatif.push(performance.now() - from)
        if (!await page.locator('.tor li').first().waitFor({ timeout: 10_000 }).then(() => true, () => false)) break
        times.hinges.push(performance.now() - from)
        await page.locator('.ask li').first().waitFor({ timeout: 30_000 })
        await page.waitForFunction(() => !/being computed/i.test(document.querySelector('.wi').innerText))
        times.all.push(performance.now() - from)
      } finally { await o.close() }
    }
    for (const [k, words, bar] of [['whatif', 'classes, before and after', '300 ms'], ['hinges', 'the first hinges', '1.5 s'], ['all', 'all that it computes', '1.5 s']]) {
      report(`What if on ${example}: ${words}`, times[k].length ? ms(median(times[k])) : 'no loss of its own', bar)
    }
  }
}

const assets = join(root, 'web/dist/assets')
const script = readdirSync(assets).filter((f) => f.endsWith('.js')).reduce((n, f) => n + gzipSync(readFileSync(join(assets, f))).length, 0)
report('script of the interface, compressed', `${(script / 1000).toFixed(1)} kB`, '100 kB')
const only = process.argv.slice(2)
for (const measure of [losses, brief, matrix, screensOf5000, maps]) if (!only.length || only.includes(measure.name)) await measure()
console.log(`| what | median of five, ${cpus} cores | bar |\n|---|---|---|`)
for (const r of rows) console.log(`| ${r.join(' | ')} |`)
