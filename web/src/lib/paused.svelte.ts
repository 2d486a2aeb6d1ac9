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
