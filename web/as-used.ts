import type { Plugin } from 'vite'

// Svelte is built in as far as the page runs it. Each change has its text in Svelte's own
// files, and the build stops where that text is gone, or where a component asks for what is
// left out: then it is found again, or left in.
type Change = [is: string | RegExp, becomes: string]

const without: Record<string, Change[]> = {
  // The page is drawn by the browser alone, and no component awaits in its markup. What Svelte
  // has for taking over a page that a server has drawn is a tenth of its code, and a call
  // behind most elements: it is switched off at its one switch, as is what waits for promises
  // where effects begin, and the bundler takes away what then never runs.
  'dom/hydration.js': [
    ['export let hydrating = false;', 'export const hydrating = false;'],
    ['\thydrating = value;', ''],
    ...['set_hydrating', 'reset', 'next'].map((f): [string, string] => [`export function ${f}(`, `/* @__NO_SIDE_EFFECTS__ */ export function ${f}(`]),
  ],
  'reactivity/async.js': [[/\tif \(async\.length === 0 && pending\.length === 0\) \{\n\t\tfn\(deriveds\);\n\t\treturn;\n\t\}\n[^]*?\n\}\n/, '\tfn(deriveds);\n}\n']],
  'dom/blocks/each.js': [['var defer = should_defer_append();', 'var defer = false;']],
  'dom/blocks/branches.js': [['var defer = should_defer_append();', 'var defer = false;']],
  // Every component is written with runes, and none mixes a style of its own with another.
  'reactivity/props.js': [['var runes = !legacy_mode_flag || (flags & PROPS_IS_RUNES) !== 0;', 'const runes = true;']],
  'internal/shared/attributes.js': [['\t\tif (value) {', '\t\tif (false) {']],
  'utils.js': [['\t...DOM_BOOLEAN_ATTRIBUTES,', '']],
}

// Each template of a component is one declaration of markup. Markup is the page's, not the
// script's: the templates stand in the head of index.html, each once, and the script clones
// them by their place there. So nothing ever turns text into markup, and the policy of the
// page allows nothing that would.
const cloned = (name: string, whole: string): [RegExp, string] => [
  new RegExp(`/\\*#__NO_SIDE_EFFECTS__\\*/\nexport function ${name}\\([^]*?\n}\n`),
  `export function ${name}(place, of_many) {
	const clone = document.importNode(${whole}, true);
	assign_nodes(of_many ? clone.firstChild : clone, of_many ? clone.lastChild : clone);
	return clone;
}
`,
]
const inPage: Record<string, Change[]> = {
  'dom/template.js': [
    ["import { create_fragment_from_html } from './reconciler.js';", `const markup = document.head.querySelectorAll('template');
function drawn(svg) {
	const all = document.createDocumentFragment();
	all.append(...svg.cloneNode(true).childNodes);
	return all;
}`],
    cloned('from_html', 'of_many ? markup[place].content : markup[place].content.firstChild'),
    cloned('from_svg', 'of_many ? drawn(markup[place].content.firstChild) : markup[place].content.firstChild.firstChild'),
  ],
}

const asUsed: Record<string, Change[]> = { ...without, ...inPage }
const met = new Set<string>()
/** What a component may not ask for, as it is left out. */
const leftOut = /\{#await|\sstyle=/

export const svelteAsUsed: Plugin = {
  name: 'svelte-as-used',
  apply: 'build',
  enforce: 'pre',
  transform(code, id) {
    const asked = id.endsWith('.svelte') && code.match(leftOut)
    if (asked) throw new Error(`${id} asks for "${asked[0].trim()}", and Svelte is built in without it: say it otherwise, or build it in`)
    const file = id.split('/svelte/src/')[1]?.replace('internal/client/', '') ?? ''
    const changes = asUsed[file]
    if (!changes) return
    met.add(file)
    for (const [is, becomes] of changes) {
      if (code.replace(is, '') === code) throw new Error(`Svelte no longer has "${is}" in ${id}: find it again, or leave this out`)
      code = code.replace(is, becomes)
    }
    return { code, map: null }
  },
  // What components say to it that only the taking over of a page would hear (whether a node
  // is text), and the events that each of them wants heard: once for all of them is enough.
  renderChunk(code) {
    const wanted = /^delegate\(\[([^\]]*)\]\);\n/gm
    const events = [...new Set([...code.matchAll(wanted)].flatMap(([, names]) => names!.split(',').map((name) => name.trim())))]
    const text = /\b(child|first_child|only_child|sibling)\(([\w$]+)(?:, 1|(, \d+))?, true\)/g
    if (!events.length || !text.test(code) || met.size !== Object.keys(asUsed).length) throw new Error('What components say to Svelte is not what it was: find it again')
    let first = true
    code = code.replace(wanted, () => (first ? ((first = false), `delegate([${events.join(', ')}]);\n`) : '')).replace(text, '$1($2$3)')
    return { code, map: null }
  },
}

export function templates(): Plugin {
  let markup: string[] = []
  return {
    name: 'templates',
    apply: 'build',
    renderChunk(code) {
      const declared = /^var ([\w$]+) = (?:\/\* @__PURE__ \*\/ )?from_(html|svg)\(`((?:[^`\\]|\\[`$\\])*)`(, 1)?\);\n/gm
      const whole = (kind: string, literal: string) => {
        const own = literal.replace(/\\(.)/g, '$1')
        const begun = own.startsWith('<!>') ? '<!>' + own : own // where a fragment begins with a place
        return (kind === 'svg' ? `<svg>${begun}</svg>` : begun).replaceAll('<!>', '<!---->')
      }
      const all = [...code.matchAll(declared)].map(([, name, kind, literal, many = '']) => ({ name: name!, kind, many, markup: whole(kind!, literal!) }))
      markup = [...new Set(all.map((t) => t.markup))].sort()
      const clone = new Map(all.map((t) => [t.name, `from_${t.kind}(${markup.indexOf(t.markup)}${t.many})`]))
      const rest = code.replace(declared, '').replace(/([\w$]+)\(\)/g, (call, name: string) => clone.get(name) ?? call)
      if (markup.length < 100 || /\bfrom_(?:html|svg)\(`/.test(rest)) throw new Error('The templates of the components are not where they were: find them again')
      return { code: rest, map: null }
    },
    transformIndexHtml: { order: 'post', handler: (html) => html.replace('</head>', () => markup.map((m) => `<template>${m}</template>\n`).join('') + '</head>') },
  }
}
