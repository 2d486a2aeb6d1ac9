// Where the user is. An address is /CASE/SCREEN?filters: keys, dates and words of the
// program, never an id, a name or typed text.

interface Place {
  caseKey: string
  screen: string
  params: URLSearchParams
}

function parse(): Place {
  const [caseKey = '', screen = ''] = location.pathname.split('/').filter(Boolean)
  return { caseKey, screen, params: new URLSearchParams(location.search) }
}

let now = $state.raw(parse())

/** The place; reading it in a component follows it. */
export const place = {
  get caseKey() { return now.caseKey },
  get screen() { return now.screen },
  /** One parameter, the empty text where it is not set. */
  param: (name: string) => now.params.get(name) ?? '',
  /** All values of a parameter that can be given several times. */
  all: (name: string) => now.params.getAll(name),
}

addEventListener('popstate', () => { now = parse() })

/** Parameters that follow the user from screen to screen. */
const follow = ['at', 'known', 'lose', 'without', 'reject', 'regrade']

export type Change = Record<string, string | string[] | null>

/** All parameters of the place, for a read that takes what the screen shows. */
export const shown = (): Change => Object.fromEntries([...now.params.keys()].map((k) => [k, now.params.getAll(k)]))

/** Parameters after a change, as an address ends in them. */
function queryOf(params: URLSearchParams, change: Change): string {
  for (const [k, v] of Object.entries(change)) {
    params.delete(k)
    for (const one of v === null || v === '' ? [] : [v].flat()) params.append(k, one)
  }
  const query = params.toString()
  return query ? '?' + query : ''
}

/** The address of a screen, with the dates and suppositions of this one. */
export function href(screen: string, change: Change = {}, caseKey = now.caseKey): string {
  const params = new URLSearchParams()
  const stays = screen === now.screen && caseKey === now.caseKey
  if (caseKey === now.caseKey) {
    for (const [k, v] of now.params) if (stays || follow.includes(k)) params.append(k, v)
  }
  return '/' + [caseKey, screen].filter(Boolean).join('/') + queryOf(params, change)
}

/** Goes to an address; with replace, back leads past where we are. */
export function go(to: string, replace = false): void {
  history[replace ? 'replaceState' : 'pushState'](null, '', to)
  now = parse()
}

/** Changes parameters of the place. */
export function set(change: Change, replace = false): void {
  go(href(now.screen, change), replace)
}

/** Makes links of the page itself go by go. */
export function follows(e: MouseEvent): void {
  const a = (e.target as Element).closest?.('a[href^="/"]')
  if (!a || e.defaultPrevented || e.button || e.metaKey || e.ctrlKey || e.shiftKey || e.altKey) return
  e.preventDefault()
  go(a.getAttribute('href')!)
}

/** The query of a read: dates and suppositions of the place, and more. */
export function asked(more: Change = {}): string {
  const params = new URLSearchParams()
  for (const [k, v] of now.params) if (follow.includes(k)) params.append(k, v)
  return queryOf(params, more)
}
