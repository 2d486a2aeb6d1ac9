import { place } from './place.svelte'

/** What keys do, in words: the name of a key, or of several that belong together, and what comes of it. */
export type Keys = [string, string][]

const rows: Keys = [['J K', 'next, previous'], ['Enter', 'open']]
const suppose: Keys = [['W', 'suppose of the evidence']]
const when = (so: unknown, ...keys: Keys): Keys => (so ? keys : [])
const arrows = '← ↑ ↓ →'

/** The keys of each screen, as they are where the user is on it. */
const of: Record<string, () => Keys> = {
  desk: () => [...rows, ['A', 'answer']],
  capture: () => [['Tab', 'next part'], ['↑ ↓', 'choose'], ['Enter', 'keep, next line'], ['Ctrl Enter', 'keep as draft'], ['Esc', 'clear the part'], ['Alt ↑ ↓', 'another line']],
  map: () => {
    const list = place.param('list')
    return [['J K', 'next and previous'], ['L', list ? 'the map again' : 'the same as a list'], ...when(list, [arrows, 'from end to end']), ...when(!list, ['+ − 0', 'closer, further, all in view']),
      ['P E .', 'of the chosen: path to another, all its ties, pin'], ['Shift', list ? 'and the arrows: several together' : 'and a press or a box: several together; and the arrows: move what is chosen'],
      ['D', 'compare two dates'], ['O', 'one possible state, or all'], ['[ ]', 'the state before, the next'], ['V', 'views'], ...suppose, ['Esc', 'all equal again']]
  },
  // The doors of a dossier name their keys themselves.
  dossiers: () => [...rows, ...[...document.querySelectorAll<HTMLElement>('main [data-key]')].map((e): Keys[number] => [e.dataset['key']!, e.firstChild!.textContent!]), ...when(place.param('sel') || place.param('source'), ['Esc', 'back'])],
  evidence: () => [...rows, [arrows, 'from cell to cell'], ['F', 'about one thing only'], ...when(place.param('sel') || place.param('about'), ['Esc', 'close it'])],
  whatif: () => [...rows, ['N', 'name who or what goes'], ...suppose],
  brief: () => [['@', 'claim, figure, number'], ['F2', 'next finding'], ['Ctrl Enter', 'what this rests on'], ['Ctrl S', 'keep'], ['F8', 'freeze and print']],
  job: () => [['Esc', 'stop, keep what is there']],
  record: () => [['Enter', 'keep it']],
}

/** What the keys of a screen do, where the user is on it. */
export const keySheetOf = (screen: string): Keys => of[screen]?.() ?? []

/** The keys of all screens, behind those that lead to one. */
export const everywhere: Keys = [['/', 'search'], ['T', 'as of'], ['Shift T', 'as known on'], ['X or Ctrl P', 'export or print this screen'], ['Shift P', 'hide code names, or show them'], ['U or Ctrl Z', 'undo'], ['Ctrl Shift Z', 'redo'], ['Esc', 'out of a field, or close what lies above'], ['?', 'this sheet']]
