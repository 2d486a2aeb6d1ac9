import { readdirSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
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

// Each template of a component is one declaration of markup. Markup is the page's, not the
// script's: the templates stand in the head of index.html, each once, and the script clones
// them by their place there. So nothing ever turns text into markup, and the policy of the
// page allows nothing that would.
const inPage: Record<string, [is: string, becomes: string][]> = {
  'dom/template.js': [
    ["import { create_fragment_from_html } from './reconciler.js';", "const markup = document.head.querySelectorAll('template');"],
    ["var has_start = !content.startsWith('<!>');", ''],
    ["create_fragment_from_html(has_start ? content : '<!>' + content)", 'markup[content].content'],
    ["var has_start = !content.startsWith('<!>');", ''],
    ["var wrapped = `<${ns}>${has_start ? content : '<!>' + content}</${ns}>`;", ''],
    ['create_fragment_from_html(wrapped)', 'markup[content].content'],
  ],
}

const svelteAsUsed: Plugin = {
  name: 'svelte-as-used',
  apply: 'build',
  enforce: 'pre',
  transform(code, id) {
    const changes = { ...without, ...inPage }[id.split('/svelte/src/internal/client/')[1] ?? '']
    if (!changes) return
    for (const [is, becomes] of changes) {
      if (code.replace(is, '') === code) throw new Error(`Svelte no longer has "${is}" in ${id}: find it again, or leave this out`)
      code = code.replace(is, becomes)
    }
    return { code, map: null }
  },
}

function templates(): Plugin {
  let markup: string[] = []
  return {
    name: 'templates',
    apply: 'build',
    renderChunk(code) {
      const call = /\bfrom_(html|svg)\(`((?:[^`\\]|\\[`$\\])*)`/g
      const whole = (kind: string, literal: string) => {
        const own = literal.replace(/\\(.)/g, '$1')
        const begun = own.startsWith('<!>') ? '<!>' + own : own // where a fragment begins with a place
        return (kind === 'svg' ? `<svg>${begun}</svg>` : begun).replaceAll('<!>', '<!---->')
      }
      markup = [...new Set([...code.matchAll(call)].map((m) => whole(m[1]!, m[2]!)))].sort()
      const rest = code.replace(call, (_, kind: string, literal: string) => `from_${kind}(${markup.indexOf(whole(kind, literal))}`)
      if (markup.length < 100 || /\bfrom_(?:html|svg)\(`/.test(rest)) throw new Error('The templates of the components are not where they were: find them again')
      return { code: rest, map: null }
    },
    transformIndexHtml: { order: 'post', handler: (html) => html.replace('</head>', () => markup.map((m) => `<template>${m}</template>\n`).join('') + '</head>') },
  }
}

// The name that keeps the styles of a component apart stands in each of its elements, so it
// is short: the place of the component among all. No class of the styles begins so.
const components = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.svelte')).map((f) => '/src/' + f.replaceAll('\\', '/')).sort()
const scope = (filename: string) => 'S' + components.findIndex((f) => ('/' + filename).endsWith(f)).toString(36)

// What the page may weigh, in bytes packed by gzip: its script alone, and with the markup.
// Vite, which packs less well, counts a hundredth more, and is to stay below 100 kB too. Who
// adds must take away as much.
const most = { script: 103_000, page: 120_000 }
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
  plugins: [svelteAsUsed, templates(), weighed, svelte({ compilerOptions: { cssHash: ({ filename }) => scope(filename!) } })],
  build: { outDir: 'dist', emptyOutDir: false, modulePreload: { polyfill: false }, assetsInlineLimit: 0, target: 'es2022', reportCompressedSize: true },
})
