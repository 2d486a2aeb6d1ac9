import { readdirSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig, type Plugin } from 'vite'
import { svelteAsUsed, templates } from './as-used.ts'

// The name that keeps the styles of a component apart stands in each of its elements, so it
// is short: the place of the component among all. No class of the styles begins so.
const components = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.svelte')).map((f) => '/src/' + f.replaceAll('\\', '/')).sort()
const scope = (filename: string) => 'S' + components.findIndex((f) => ('/' + filename).endsWith(f)).toString(36)

// What the page may weigh, in bytes packed by gzip: its script alone, and with the markup.
// Vite, which packs less well, counts a hundredth more, and is to stay below 100 kB too. Who
// adds must take away as much.
const most = { script: 98_900, page: 114_000 }
const weighed: Plugin = {
  name: 'weighed',
  apply: 'build',
  generateBundle: {
    order: 'post',
    handler(_, bundle) {
      const packed = (ends: RegExp) => Object.values(bundle).filter((f) => ends.test(f.fileName)).reduce((sum, f) => sum + gzipSync(f.type === 'chunk' ? f.code : f.source).length, 0)
      const script = packed(/\.js$/), page = script + packed(/\.html$/)
      if (script > most.script || page > most.page) this.error(`The script weighs ${script} bytes packed and ${page} with the markup, more than ${most.script} or ${most.page}: take away as much as was added`)
    },
  },
}

// No polyfill and nothing inlined: the page's policy allows neither inline scripts nor
// data in styles.
export default defineConfig({
  plugins: [svelteAsUsed, templates(), weighed, svelte({ compilerOptions: { discloseVersion: false, cssHash: ({ filename }) => scope(filename!) } })],
  build: { outDir: 'dist', emptyOutDir: false, modulePreload: { polyfill: false }, assetsInlineLimit: 0, target: 'es2022', reportCompressedSize: true },
})
