/** Whether a key belongs to a field that is typed in. */
export function typing(e: KeyboardEvent): boolean {
  const t = e.target as HTMLElement
  return t.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(t.tagName)
}

/** The name of a key as the key sheet has it: "Shift T", "Ctrl Z", "/". */
export function chord(e: KeyboardEvent): string {
  const key = e.key.length === 1 ? e.key.toUpperCase() : e.key
  const letter = /^[A-Z]$/.test(key)
  return [e.ctrlKey || e.metaKey ? 'Ctrl' : '', e.shiftKey && (letter || key.length > 1) ? 'Shift' : '', key].filter(Boolean).join(' ')
}

/** Does what a key does, for a button that stands for it. */
export function press(key: string, ctrlKey = false): void {
  dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey }))
}

/** Does what a key does on a screen, outside fields and sheets. */
export function act(e: KeyboardEvent, keys: Record<string, () => void>): void {
  if (e.defaultPrevented || typing(e) || e.altKey || document.querySelector('dialog[open]')) return
  const f = keys[chord(e)]
  if (!f) return
  e.preventDefault()
  f()
}

/** Where an arrow moves the choice among so many that are offered; nothing for another key. */
export function chosen(e: KeyboardEvent, at: number, of: number): number | undefined {
  if (e.key === 'ArrowDown') return Math.min(at + 1, of - 1)
  if (e.key === 'ArrowUp') return Math.max(at - 1, 0)
  return undefined
}

/** Goes to the next row of some, or to an earlier one; to one of them where none has the focus. */
export function step(rows: Iterable<HTMLElement> | undefined, by: number, from = 0): void {
  const all = [...(rows ?? [])]
  const at = all.findIndex((r) => r === document.activeElement || r.closest('li')?.contains(document.activeElement))
  all[at < 0 ? from : Math.min(all.length - 1, Math.max(0, at + by))]?.focus()
}
