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
