import { untrack } from 'svelte'

/** How long typing pauses before it is looked for, in milliseconds. */
const pause = 130

/** What is typed, once the typing pauses. */
export function paused(text: () => string, then = () => {}): { readonly words: string } {
  let words = $state('')
  $effect(() => {
    const t = text()
    const later = setTimeout(() => { words = t.trim(); then() }, pause)
    return () => clearTimeout(later)
  })
  return { get words() { return words } }
}

/** Does what Enter is for, at once or when the list of what was typed is there; nothing once more is typed. */
export function whenFound(text: () => string, found: () => boolean, act: () => void): () => void {
  let due = $state(false)
  $effect(() => { void text(); due = false })
  $effect(() => { if (due && found()) { due = false; untrack(act) } })
  return () => { if (found()) act(); else due = true }
}
