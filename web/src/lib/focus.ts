// The focus is never lost: what had it and goes away hands it to what stands next in its place.

const reached = 'a[href],button:enabled,input:enabled,select:enabled,textarea:enabled,[tabindex]'
const fields = 'input,select,textarea'
const seen = (e: Element): boolean => e.getClientRects().length > 0

/** What took the focus last, and where it stood: each element around it with its number there. */
let last: HTMLElement | undefined
let around: { of: Element; at: number }[] = []

/** What stands behind where something stood, else before it, within what is left around it. A field only in the place of a field, so that letters stay keys. */
function next(had: HTMLElement): HTMLElement | undefined {
  for (const { of, at } of around) {
    if (!of.isConnected) continue
    const all = [...of.querySelectorAll<HTMLElement>(reached)].filter((e) => seen(e) && (had.matches(fields) || !e.matches(fields)))
    const place = of.children[at]
    const to = all.find((e) => place && (place.contains(e) || place.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING)) ?? all.at(-1)
    if (to) return to
  }
  return undefined
}

let due = 0
function look(): void {
  due = 0
  const had = last
  if (!had || document.activeElement !== document.body) return
  // What only could not have it for a while, as a button while it works, has it again.
  const to = had.isConnected ? (had.matches(reached) && seen(had) ? had : undefined) : next(had)
  to?.focus({ preventScroll: true })
}

/** Keeps the focus from being lost for as long as the page is there. */
export function keepFocus(): void {
  new MutationObserver(() => { due ||= requestAnimationFrame(look) }).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled'] })
  addEventListener('focusin', (e) => {
    last = e.target as HTMLElement
    around = []
    for (let e: Element = last; e.parentElement; e = e.parentElement) around.push({ of: e.parentElement, at: [...e.parentElement.children].indexOf(e) })
  })
  // Whoever presses beside all that can have it, or leaves a field by Escape, wants it nowhere.
  addEventListener('pointerdown', () => { last = undefined }, true)
  addEventListener('keydown', (e) => { if (e.key === 'Escape' && (e.target as Element).matches?.(fields)) last = undefined })
}
