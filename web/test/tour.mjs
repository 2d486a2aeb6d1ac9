// A walk through all screens and states of an example: each is reached as a user reaches it, and what is asked of all of them is asked there.

/** Waits until what is computed on the screen is there. */
const computed = (page) => page.waitForFunction(() => !/being computed|Being computed|Drawing worlds|By the first/.test(document.querySelector('main')?.innerText ?? ''), undefined, { timeout: 60_000 })

/** The screens and states of the harbour, in the order of a walk: a name, how it is reached from any other, and whether it is to be tried by axe, as no test of its screen does. */
export function statesOf(page, origin, of) {
  const to = (where) => page.goto(`${origin}/${of}/${where}`)
  const at = (where, ready) => async () => {
    await to(where)
    await ready()
  }
  const seen = (text) => () => page.getByText(text).first().waitFor()
  const key = (k) => page.locator('body').press(k)
  const map = at('map', () => page.getByRole('img', { name: /Map of/ }).waitFor())
  const chosen = async () => {
    await map()
    await key('j')
    await page.getByText('How it is held').waitFor()
    await page.waitForFunction(() => !document.querySelector('.side')?.innerText.includes('Drawing'))
  }
  const whatif = at('whatif', () => page.locator('.r th button').first().waitFor())
  const desk = at('desk', async () => {
    await page.getByRole('heading', { name: 'Where the answers stand' }).waitFor()
    await computed(page)
  })
  const capture = at('capture', () => page.locator('#source').waitFor())
  const brief = at('brief', () => page.frameLocator('iframe >> nth=0').getByRole('heading', { level: 1 }).waitFor())
  const record = (kind, more) => at(`record?kind=${kind}${more}`, () => page.locator('section.form form, section.form p').first().waitFor())
  const rows = (where) => at(where, () => page.locator('tbody a').first().waitFor())
  const dossiers = rows('dossiers'), evidence = rows('evidence')
  const entity = async () => { await dossiers(); await page.getByRole('link', { name: 'Harbour Authority' }).first().click(); await page.getByText('What changed').waitFor() }
  const sources = rows('dossiers?of=source')
  const list = at('map?list=true', () => page.locator('.end').first().waitFor())
  const kinds = ['source', 'encounter', 'request', 'entity', 'claim', 'testimony', 'sameness', 'origin', 'group', 'question', 'conclusion', 'estimate', 'fact', 'relation']
  /** A state that the test of its screen tries by axe already, and one that none does. */
  const one = (name, go) => ({ name, go, axe: false })
  const own = (name, go) => ({ name, go, axe: true })
  const then = (before, f) => async () => { await before(); await f() }
  return [
    own('the cases', async () => { await page.goto(origin + '/'); await page.getByRole('heading', { name: 'The cases of this database' }).waitFor() }),
    own('another case', async () => { await page.goto(origin + '/?way=new'); await page.locator('button.card').first().waitFor() }),
    one('Desk, a request that is being settled', then(desk, () => page.getByRole('button', { name: /^Answered…/ }).first().click())),
    one('Capture, a line with its list', then(capture, async () => {
      await page.locator('#source').selectOption({ index: 1 })
      await page.locator('#who').pressSequentially('Qorvat')
      await page.locator('#who-list [role=option]').first().waitFor()
    })),
    own('Capture, a line that is refused', then(capture, async () => {
      await page.locator('#source').selectOption({ index: 1 })
      await page.locator('#when').fill('2014-13')
      await page.keyboard.press('Enter')
      await page.locator('[aria-invalid=true]').first().waitFor()
    })),
    one('Map', map),
    one('Map, a path', then(chosen, async () => { await key('p'); await page.getByText('Choose where the path').waitFor() })),
    own('Map, the list with one that is chosen', then(list, async () => { await page.locator('.end').first().click(); await page.getByText('How it is held').waitFor() })),
    one('Map, two dates', then(map, async () => { await key('d'); await page.getByText('Between the dates').waitFor() })),
    one('Map, one possible state', then(map, async () => { await key('o'); await page.locator('.cap').getByText(/World 1 of/).waitFor() })),
    one('Map, the views', then(map, async () => { await key('v'); await page.getByRole('dialog').waitFor() })),
    one('Map, what is supposed', then(map, async () => { await key('w'); await page.getByRole('dialog').getByRole('checkbox').first().waitFor() })),
    one('Dossiers', dossiers),
    own('Dossiers, sources', sources),
    own('Dossiers, occasions', rows('dossiers?of=encounter')),
    one('Dossiers, one entity', entity),
    own('Dossiers, a claim of an entity', then(entity, async () => { await page.locator('.lanes a.s').first().click(); await page.getByText('Who says so').first().waitFor() })),
    one('Dossiers, one source', then(sources, async () => { await page.locator('tbody a').first().click(); await page.getByText('Grade, and why').waitFor() })),
    one('Evidence, one claim', then(evidence, async () => { await page.locator('tbody a').first().click(); await page.getByText('Who says so').first().waitFor() })),
    own('Evidence, about whom', then(evidence, async () => { await key('f'); await page.keyboard.type('Qorvat'); await page.getByRole('option').first().waitFor() })),
    own('What if, a row that is open', then(whatif, async () => { await page.locator('.r th button').first().click(); await page.locator('.why').waitFor() })),
    own('What if, whom', then(whatif, async () => { await key('n'); await page.keyboard.type('Qorvat'); await page.getByRole('option').first().waitFor() })),
    one('What if, what is supposed', then(whatif, async () => { await key('w'); await page.getByRole('dialog').getByRole('checkbox').first().waitFor() })),
    own('What if, something is supposed', then(whatif, async () => { await key('w'); await page.getByRole('dialog').getByRole('checkbox').first().click(); await page.keyboard.press('Escape'); await page.locator('.sup .chip').waitFor(); await computed(page) })),
    own('What if, nobody', at('whatif?nobody=1', seen('Nobody is taken out'))),
    one('Brief', brief),
    one('Brief, the list behind an @', then(brief, async () => { await page.locator('textarea').focus(); await page.keyboard.press('Control+Home'); await page.keyboard.type('@'); await page.getByRole('listbox', { name: 'Insert' }).waitFor() })),
    one('Brief, with findings', then(brief, async () => { await page.locator('textarea').fill('# Of it\n\nIt is surely so that [[claim nothing]] holds.\n'); await page.locator('.li li').first().waitFor() })),
    own('Brief, what was kept', then(brief, async () => { await page.getByRole('button', { name: 'Earlier' }).click(); await page.getByText('Texts that were kept').waitFor() })),
    own('Network', at('network', () => page.locator('tbody a').first().waitFor())),
    own('Network, as a whole', at('network?show=network', () => page.getByText('Together is the part').waitFor())),
    own('Desk, what an entry touched', then(desk, async () => { await page.getByRole('button', { name: /^import/ }).click(); await page.getByText(/, added/).first().waitFor() })),
    own('the computations', then(record('settings', ''), async () => {
      await page.getByRole('button', { name: 'Verify', exact: true }).click()
      await page.getByText(/^Every record is as it was recorded/).waitFor()
      await page.getByRole('button', { name: 'Computed: see it' }).click()
      await page.getByRole('dialog', { name: 'Computations' }).getByRole('listitem').first().waitFor()
    })),
    one('Records', record('settings', '')),
    own('Records, one source', then(record('source', ''), async () => { await page.locator('.list a').first().click(); await page.getByRole('button', { name: 'Save' }).waitFor() })),
    ...kinds.map((kind) => own(`a new ${kind}`, record(kind, '&new=1'))),
    own('a new source that is refused', then(record('source', '&new=1'), async () => { await page.locator('#f-id').fill('no such name!'); await page.getByRole('button', { name: 'Add', exact: true }).click(); await page.locator('form [aria-invalid=true]').first().waitFor() })),
    one('the search', then(sources, async () => { await key('/'); await page.keyboard.type('Qorvat'); await page.getByRole('option').first().waitFor() })),
    own('the search that finds nothing', then(sources, async () => { await key('/'); await page.keyboard.type('zzzzqq'); await page.getByText('Nothing in this case has these words.').waitFor() })),
    own('the date', then(sources, async () => { await key('t'); await page.keyboard.type('never'); await page.keyboard.press('Enter'); await page.locator('#date[aria-invalid=true]').waitFor() })),
    one('the keys', then(sources, async () => { await key('?'); await page.getByRole('dialog', { name: 'Keys' }).waitFor() })),
    own('taking out, for my own use', then(sources, async () => { await key('x'); await page.getByRole('dialog').getByRole('button', { name: 'Print' }).waitFor(); await page.getByText('For my own use').click() })),
    own('another date', at('dossiers?of=source&at=2012-01-01&known=2016-01-01', () => page.getByRole('button', { name: 'back to today' }).waitFor())),
    own('a link that no longer fits', at('dossiers?sel=aaaaaaaaaaaaaaaa', seen('This link no longer fits'))),
  ]
}
