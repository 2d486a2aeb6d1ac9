// The colours of the theme, as a canvas takes them.
const tokens = ['paper', 'ink', 'soft', 'faint', 'accent', 'link', 'b0', 'b1', 'b2', 'b3', 'person', 'group', 'office', 'company', 'asset', 'event'] as const

export type Palette = Record<(typeof tokens)[number], string> & { sans: string }

/** Reads the tokens as an element under them has them. */
export function paletteOf(element: HTMLElement): Palette {
  const probe = element.appendChild(document.createElement('span'))
  const out = { sans: getComputedStyle(element).fontFamily } as Palette
  for (const t of tokens) {
    probe.style.color = `var(--${t})`
    out[t] = getComputedStyle(probe).color
  }
  probe.remove()
  return out
}

/** Calls back when the theme turns; what it returns ends that. */
export function onTheme(turned: () => void): () => void {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const seen = new MutationObserver(turned)
  seen.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  dark.addEventListener('change', turned)
  return () => { seen.disconnect(); dark.removeEventListener('change', turned) }
}
