import { readdirSync } from 'node:fs'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig, type Plugin } from 'vite'

// The page is drawn by the browser alone, and no component awaits in its markup. What Svelte
// has for taking over a page that a server has drawn is a tenth of its code, and a call behind
// most elements: it is switched off at its one switch, as is what waits for promises where
// effects begin, and the bundler takes away what then never runs.
const without: Record<string, [is: string | RegExp, becomes: string][]> = {
  'dom/hydration.js': [
    ['export let hydrating = false;', 'export const hydrating = false;'],
    ['\thydrating = value;', ''],
    ...['set_hydrating', 'reset', 'next'].map((f): [string, string] => [`export function ${f}(`, `/* @__NO_SIDE_EFFECTS__ */ export function ${f}(`]),
  ],
  'reactivity/async.js': [[/\tif \(async\.length === 0 && pending\.length === 0\) \{\n\t\tfn\(deriveds\);\n\t\treturn;\n\t\}\n[^]*?\n\}\n/, '\tfn(deriveds);\n}\n']],
  'dom/blocks/each.js': [['var defer = should_defer_append();', 'var defer = false;']],
  'dom/blocks/branches.js': [['var defer = should_defer_append();', 'var defer = false;']],
}
const unused: Plugin = {
  name: 'unused',
  enforce: 'pre',
  transform(code, id) {
    const changes = without[id.split('/svelte/src/internal/client/')[1] ?? '']
    if (!changes) return
    for (const [is, becomes] of changes) {
      if (code.replace(is, '') === code) throw new Error(`Svelte no longer has "${is}" in ${id}: find it again, or leave this out`)
      code = code.replace(is, becomes)
    }
    return { code, map: null }
  },
}

// Each template of a component is one declaration of markup. Side by side, like beside like,
// they are sent in less room than strewn among code: gzip sees only the last 32 kB. They
// stand before the one call of the chunk that runs, which is its last.
const together: Plugin = {
  name: 'together',
  renderChunk(code) {
    const templates: { all: string; markup: string }[] = []
    const rest = code.replace(/^var \S+ = from_(?:html|svg)\(`([^`$\\]*)`(?:, \d+)?\);\n/gm, (all, markup: string) => (templates.push({ all, markup }), ''))
    const run = rest.lastIndexOf('\nmount(') + 1
    if (templates.length < 100 || !run) throw new Error('The templates of the components are not where they were: find them again, or leave this out')
    templates.sort((a, b) => (a.markup < b.markup ? -1 : 1))
    return { code: rest.slice(0, run) + templates.map((t) => t.all).join('') + rest.slice(run), map: null }
  },
}

// The name that keeps the styles of a component apart stands in each of its elements, so it
// is short: the place of the component among all. No class of the styles begins so.
const components = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.svelte')).map((f) => '/src/' + f.replaceAll('\\', '/')).sort()
const scope = (filename: string) => 'S' + components.findIndex((f) => ('/' + filename).endsWith(f)).toString(36)

// No polyfill and nothing inlined: the page's policy allows neither inline scripts nor
// data in styles.
export default defineConfig({
  plugins: [unused, together, svelte({ compilerOptions: { cssHash: ({ filename }) => scope(filename!) } })],
  build: { outDir: 'dist', emptyOutDir: false, modulePreload: { polyfill: false }, assetsInlineLimit: 0, target: 'es2022', reportCompressedSize: true },
})
