// The focus is never lost: what had it and goes away hands it to what stands next in its place.

const reached = 'a[href],button:not(:disabled),input:not(:disabled),select:not(:disabled),textarea:not(:disabled),summary,[tabindex]'
const fields = 'input,select,textarea'

/** Whether an element is seen, and so can have the focus. */
const seen = (e: Element): boolean => e.isConnected && e.getClientRects().length > 0

/** What took the focus last, and where it stood: each element around it with its number there. */
interface Trail { last: HTMLElement; around: { of: Element; at: number }[] }

function trailOf(last: HTMLElement): Trail {
  const around: Trail['around'] = []
  for (let e: Element = last; e.parentElement; e = e.parentElement) around.push({ of: e.parentElement, at: [...e.parentElement.children].indexOf(e) })
  return { last, around }
}

/** What stands next to where something stood: behind it, else before it, within what is left around it. A field only in the place of a field, so that letters stay keys. */
function next({ last, around }: Trail): HTMLElement | undefined {
  const fits = (e: Element) => seen(e) && (last.matches(fields) || !e.matches(fields))
  for (const { of, at } of around) {
    if (!of.isConnected) continue
    const left = (e: Element | undefined) => (e ? [e, ...e.querySelectorAll(reached)].filter((x) => x.matches(reached) && fits(x)) : []) as HTMLElement[]
    const all = [...of.children]
    for (const e of all.slice(at)) if (left(e)[0]) return left(e)[0]
    for (const e of all.slice(0, at).reverse()) if (left(e).length) return left(e).at(-1)
    if (of.matches('main,dialog')) return of as HTMLElement
  }
  return undefined
}

/** Keeps the focus from being lost, until what it gives is called. */
export function keepFocus(): () => void {
  let trail: Trail | undefined
  let due = 0
  function look() {
    due = 0
    const t = trail
    if (!t || (document.activeElement && document.activeElement !== document.body)) return
    // What is only passed over for now, as a button while it works, has it again afterwards.
    if (t.last.isConnected) {
      if (t.last.matches(':enabled,a,[tabindex]') && seen(t.last)) t.last.focus({ preventScroll: true })
      return
    }
    trail = undefined
    next(t)?.focus({ preventScroll: true })
  }
  const watch = new MutationObserver(() => { due ||= requestAnimationFrame(look) })
  watch.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled'] })
  const took = (e: FocusEvent) => { trail = trailOf(e.target as HTMLElement) }
  // Whoever presses beside all that can have it, or leaves a field by Escape, wants it nowhere.
  const none = () => { trail = undefined }
  const escaped = (e: KeyboardEvent) => { if (e.key === 'Escape' && (e.target as Element).matches(fields)) none() }
  addEventListener('focusin', took)
  addEventListener('pointerdown', none, true)
  addEventListener('keydown', escaped)
  return () => {
    watch.disconnect()
    removeEventListener('focusin', took)
    removeEventListener('pointerdown', none, true)
    removeEventListener('keydown', escaped)
  }
}
