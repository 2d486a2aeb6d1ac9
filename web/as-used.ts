import type { Plugin } from 'vite'

// Svelte is built in as far as the page runs it. Each change has its text in Svelte's own
// files, and the build stops where that text is gone, or where a component asks for what is
// left out: then it is found again, or left in.
type Change = [is: string | RegExp, becomes: string]

/** A method of a class, taken away with all its lines. */
const method = (name: string): Change => [new RegExp(`\\n\\t${name}\\(.*\\) \\{[^]*?\\n\\t\\}\\n`), '\n']

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
  // Nothing moves in, out or about: what leaves is gone at once.
  'reactivity/effects.js': [
    ['var transitions = effect.nodes && effect.nodes.t;', 'const transitions = null;'],
    ['if (remaining > 0) {', 'if (false) {'],
    ['var t = effect.nodes && effect.nodes.t;', 'const t = null;'],
    ['var t = effect.nodes && effect.nodes.t;', 'const t = null;'],
    ['current_batch?.register_created_effect(effect);', ''],
  ],
  'dom/blocks/each.js': [
    ['var defer = should_defer_append();', 'var defer = false;'],
    ['var is_animated = (flags & EACH_IS_ANIMATED) !== 0;', 'const is_animated = false;'],
    ['if (group) {', 'if (false) {'],
    ['if (remaining === 0) {', 'if (true) {'],
    ['if (state.outrogroups !== null) {', 'if (false) {'],
    ['if (state.outrogroups !== null) {', 'if (false) {'],
    ['if (state.pending.size > 0) {', 'if (false) {'],
    [' && state.pending.size === 0', ''],
    ['state.pending.delete(batch);', ''],
    ['pending.set(batch, keys);', ''],
  ],
  'dom/blocks/branches.js': [
    ['var defer = should_defer_append();', 'var defer = false;'],
    ['var offscreen = this.#offscreen.get(key);', 'const offscreen = false;'],
    ['const offscreen = this.#offscreen.get(k);', 'const offscreen = false;'],
    ['if (keys.includes(k)) {', 'if (false) {'],
    [' && !this.#offscreen.has(key)', ''],
  ],
  // No part of the page has an answer of its own to what goes wrong, and nothing is tried out
  // beside what stands: changes are one after the other.
  'render.js': [["import { boundary } from './dom/blocks/boundary.js';", 'const boundary = (anchor, props, children) => children(anchor);']],
  'error-handling.js': [['if ((effect.f & BOUNDARY_EFFECT) !== 0', 'if (false']],
  'runtime.js': [['var is_fork = current_batch?.is_fork;', 'const is_fork = false;']],
  'reactivity/deriveds.js': [['!current_batch?.is_fork', 'true'], [' || current_batch?.is_fork', '']],
  'reactivity/sources.js': [['!batch.is_fork && ', '']],
  'reactivity/batch.js': [
    ['export let batch_values = null;', 'export const batch_values = null;'],
    [/^\t+batch_values = .*;\n/gm, ''],
    [/effect\.b\?\.is_pending &&/, 'false &&'],
    ['!batch.is_fork && ', ''],
    ['if (!this.is_fork) {', '{'],
    ['if (!this.#is_deferred()) ', ''],
    [/if \(this\.#is_deferred\(\)\) \{/, 'if (false) {'],
    ['const earlier_batch = this.#find_earlier_batch();', 'const earlier_batch = null;'],
    [' || this.#skipped_branches.has(effect)', ''],
    ['this.#pending === 0 && ', ''],
    ['this.#deferred?.resolve();', ''],
    ['this.#deferred?.resolve();', ''],
    [/\tfor \(const deferred of this\.async_deriveds\.values\(\)\) \{[^]*?\n\t\t\}\n/, ''],
    ['async_deriveds = new Map();', ''],
    ['is_fork = false;', ''],
    ['for (const fn of this.#commit_callbacks) fn(this);', ''],
    ['this.#commit_callbacks.clear();', ''],
    ['for (const fn of this.#discard_callbacks) fn(this);', ''],
    ['this.#discard_callbacks.clear();', ''],
    ...['skip_effect', 'unskip_effect', 'register_created_effect', 'increment', 'decrement', 'settled', 'oncommit', 'ondiscard', 'activate', 'deactivate', 'transfer_reactions'].map(method),
  ],
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
const leftOut = /<svelte:boundary|\{#await|\$state\.eager|\s(?:transition|in|out|animate):\w|\sstyle=/

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
