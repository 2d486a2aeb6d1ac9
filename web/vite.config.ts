import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig, type Plugin } from 'vite'

// The page is drawn by the browser alone. What Svelte has for taking over a page that a
// server has drawn is a tenth of its code, and a call behind most elements: it is switched
// off at its one switch, and the bundler takes away what then never runs.
const unhydrated: Plugin = {
  name: 'unhydrated',
  enforce: 'pre',
  transform(code, id) {
    if (!id.endsWith('/svelte/src/internal/client/dom/hydration.js')) return
    for (const [is, becomes] of [
      ['export let hydrating = false;', 'export const hydrating = false;'],
      ['\thydrating = value;', ''],
      ...['set_hydrating', 'reset', 'next'].map((f) => [`export function ${f}(`, `/* @__NO_SIDE_EFFECTS__ */ export function ${f}(`]),
    ] as const) {
      if (!code.includes(is!)) throw new Error(`Svelte no longer has "${is}" in ${id}: find the switch of hydration again, or leave this out`)
      code = code.replace(is!, becomes!)
    }
    return { code, map: null }
  },
}

// No polyfill and nothing inlined: the page's policy allows neither inline scripts nor
// data in styles.
export default defineConfig({
  // The names that keep the styles of components apart are in every element: short, they
  // save a hundredth of what is sent.
  plugins: [unhydrated, svelte({ compilerOptions: { cssHash: ({ hash, css }) => 's' + hash(css).slice(-4) } })],
  build: { outDir: 'dist', emptyOutDir: false, modulePreload: { polyfill: false }, assetsInlineLimit: 0, target: 'es2022', reportCompressedSize: true },
})
