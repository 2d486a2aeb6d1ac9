// What of a page can be done without a mouse.

/** What is pressed with a mouse and has neither a place in the order of Tab nor a way there by arrows, and how many places there are. */
const unreached = () => {
  const seen = (e) => getComputedStyle(e).visibility !== 'hidden' && e.getClientRects().length > 0
  const root = document.querySelector('dialog:modal') ?? document.body
  const all = [...root.querySelectorAll('*')].filter(seen)
  const stops = (e) => e.tabIndex >= 0 && !e.disabled && e.matches('a[href], button, input, select, textarea, summary, iframe, [tabindex]')
  // What shows that it is pressed, or takes presses: Svelte keeps what an element does with them under a symbol of its own.
  const takes = (e) => Object.getOwnPropertySymbols(e).some((s) => s.description === 'events' && ['click', 'mousedown', 'pointerdown'].some((k) => e[s]?.[k]))
  const pressed = (e) => takes(e) || ['pointer', 'grab', 'ew-resize'].includes(getComputedStyle(e).cursor)
  const works = (e) => {
    // A region that is in the order of Tab because it scrolls does nothing for what is pressed in it.
    const of = e.closest('a[href], button, input, select, textarea, summary, label, [role=option], [role=slider]') ?? (e.matches('[tabindex]') ? e : undefined)
    if (of && (stops(of) || of.disabled || of.control || of.getAttribute('role') === 'option')) return true
    return !!e.querySelector('a[href], button, input') // a row that a door in it opens as well
  }
  const radios = new Set()
  const one = (e) => e.type !== 'radio' || (!radios.has(e.name) && radios.add(e.name))
  return {
    without: all.filter((e) => pressed(e) && !(e.parentElement && pressed(e.parentElement)) && !works(e)).map((e) => e.outerHTML.slice(0, 160)),
    stops: all.filter(stops).filter(one).length,
  }
}

/** Begins a walk: puts down each place that the focus comes to, whether a ring is seen there, and whether it lies below a sheet. */
const begin = () => {
  const root = document.querySelector('dialog:modal') ?? document.body
  const start = document.createElement('span')
  start.tabIndex = -1
  start.id = 'start'
  root.prepend(start)
  start.focus()
  const walked = new Map(), gone = new AbortController()
  const come = (e) => {
    const ring = e.tagName === 'IFRAME' || [e, e.closest('label')].filter(Boolean).some((x) => getComputedStyle(x).boxShadow !== 'none')
    const says = e.outerHTML.slice(0, 160)
    if (!walked.has(e)) walked.set(e, { bare: ring ? '' : says, out: root.contains(e) ? '' : says })
  }
  addEventListener('focusin', (e) => come(e.target), { signal: gone.signal })
  // A page within the page takes the focus from all of this one.
  addEventListener('blur', () => { if (document.activeElement?.tagName === 'IFRAME') come(document.activeElement) }, { signal: gone.signal })
  globalThis.ended = () => {
    gone.abort()
    start.remove()
    const all = [...walked.values()]
    return { reached: all.length, bare: all.map((w) => w.bare).filter(Boolean), out: all.map((w) => w.out).filter(Boolean) }
  }
}

/** Walks a page by Tab from its beginning: what a mouse alone can press, how many places there are and how many are reached, which show no ring, and which lie outside the sheet that is open. */
export async function walk(page) {
  const { without, stops } = await page.evaluate(unreached)
  await page.evaluate(begin)
  await Promise.all(Array.from({ length: stops + 2 }, () => page.keyboard.down('Tab')))
  await page.keyboard.up('Tab')
  return { without, stops, ...(await page.evaluate(() => globalThis.ended())) }
}
