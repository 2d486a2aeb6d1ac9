import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

/** The text of the files below a folder that end in one of some endings, by path. */
function texts(folder, endings) {
  const all = readdirSync(folder, { recursive: true }).map((name) => join(folder, name))
  return new Map(all.filter((path) => endings.some((e) => path.endsWith(e)) && !path.endsWith('.gen.d.ts')).map((path) => [path, readFileSync(path, 'utf8')]))
}

const here = import.meta.dirname
const sources = texts(join(here, '../src'), ['.svelte', '.ts'])
const tests = texts(here, ['.mjs'])
const tokens = readFileSync(join(here, '../src/tokens.css'), 'utf8')
const written = [...sources.values()].join('\n')

/** Whether a word stands in a text, and not as a part of another. */
const stands = (word, text) => new RegExp(`(?<![\\w-])${word}(?![\\w-])`).test(text)

test('every custom property is used, and every one that is used is there', () => {
  const text = tokens + written
  const used = new Set([...text.matchAll(/var\((--[\w-]+)|'(--[\w-]+)'/g)].map((m) => m[1] ?? m[2]))
  // The map reads its colours off the page, by their names without the dashes.
  const palette = sources.get(join(here, '../src/lib/map/palette.ts'))
  const made = new Set([...text.matchAll(/(?<![\w-])(--[\w-]+)\s*[:=]/g)].map((m) => m[1]))
  assert.deepEqual([...made].filter((name) => !used.has(name) && !stands(`'${name.slice(2)}'`, palette)), [], 'made and not used')
  assert.deepEqual([...used].filter((name) => !made.has(name)), [], 'used and not made')
})

test('every class that is shared is used', () => {
  const shared = new Set([...tokens.matchAll(/\.([a-zA-Z][\w-]*)/g)].map((m) => m[1]))
  const kinds = /^k-/ // put together from the kind of an entity, in Kind.svelte and Mini.svelte
  assert.deepEqual([...shared].filter((name) => !kinds.test(name) && !stands(name, written)), [])
})

test('every class that a component styles in another is used', () => {
  const idle = []
  for (const [path, text] of sources) {
    for (const [, selector] of text.matchAll(/:global\(([^()]*)/g)) {
      for (const [, name] of selector.matchAll(/\.([a-zA-Z][\w-]*)/g)) if (!stands(name, written.replaceAll(/:global\([^()]*/g, ''))) idle.push(`${path}: ${name}`)
    }
  }
  assert.deepEqual(idle, [])
})

test('every component is used', () => {
  const all = [...sources.keys()].filter((path) => path.endsWith('.svelte')).map((path) => path.split(/[\\/]/).at(-1))
  assert.deepEqual(all.filter((file) => !written.includes(`/${file}'`)), [])
})

test('everything that is exported is used elsewhere', () => {
  const idle = []
  for (const [path, text] of sources) {
    for (const [, name] of text.matchAll(/^export (?:async )?(?:function|const|let|class|interface|type) (\w+)/gm)) {
      const others = [...sources, ...tests].filter(([other]) => other !== path)
      if (!others.some(([, other]) => stands(name, other))) idle.push(`${path}: ${name}`)
    }
  }
  assert.deepEqual(idle, [])
})
