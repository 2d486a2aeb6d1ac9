import type { Component } from 'svelte'
import { place } from './place.svelte'
import Capture from '../screens/Capture.svelte'
import Brief from '../screens/Brief.svelte'
import Desk from '../screens/Desk.svelte'
import Dossiers from '../screens/Dossiers.svelte'
import Evidence from '../screens/Evidence.svelte'
import Job from '../screens/Job.svelte'
import MapScreen from '../screens/Map.svelte'
import Records from '../screens/Records.svelte'
import WhatIf from '../screens/WhatIf.svelte'

/** What a key does, in words: the name of the key, or of several that belong together, and what comes of it. */
type Keys = [string, string][]

const rows: Keys = [['J K', 'Next and previous row'], ['Enter', 'Open it']]
const mapKeys = (): Keys => [
  ['J K', 'Next and previous'], ['L', place.param('list') ? 'The map again' : 'The same as a list'],
  ...(place.param('list') ? [['↑ ↓ ← →', 'Row to row, and from one end to the other'], ['Shift ↑ ↓', 'Choose several']] as Keys : [['+ − 0', 'Closer, further, all in view']] as Keys),
  ...(place.param('sel') ? [['P', 'Path to another'], ['E', 'All its ties'], ['.', 'Pin where it is'], ...(place.param('list') ? [] : [['Shift ↑ ↓ ← →', 'Move it, and pin it there']])] as Keys : []),
  ['D', 'Compare two dates'], ['O', 'One possible state, or all'], ...(place.param('world') ? [['[ ]', 'The state before, the next']] as Keys : []),
  ['V', 'Views of the map'], ['W', 'Suppose of the evidence'], ['Esc', 'All equal again'],
]
/** The keys of a dossier; its doors name theirs themselves. */
const doors = (): Keys => [...document.querySelectorAll<HTMLElement>('main [data-key]')].map((e) => [e.dataset['key']!, e.firstChild!.textContent!.trim()])

/** The screens, in the order of the rail and of their keys; supposes: what is supposed of the evidence counts there; keys: what its own do, where the user is. */
export const screens: { id: string; name: string; component: Component; supposes?: boolean; keys?: () => Keys }[] = [
  { id: 'desk', name: 'Desk', component: Desk, supposes: true, keys: () => [...rows, ['A', 'Answer the row, or give its outcome']] },
  { id: 'capture', name: 'Capture', component: Capture, keys: () => [['Tab', 'Next part'], ['↑ ↓', 'Choose of what is offered'], ['Enter', 'Keep the line, and begin the next'], ['Ctrl Enter', 'Keep it as a draft'], ['Esc', 'Clear the part'], ['Alt ↑ ↓', 'Another line']] },
  { id: 'map', name: 'Map', component: MapScreen, supposes: true, keys: mapKeys },
  { id: 'dossiers', name: 'Dossiers', component: Dossiers, supposes: true, keys: () => [...rows, ...doors(), ...(place.param('sel') || place.param('source') ? [['Esc', 'Back']] as Keys : [])] },
  { id: 'evidence', name: 'Evidence', component: Evidence, supposes: true, keys: () => [...rows, ['↑ ↓ ← →', 'From cell to cell; what it says stands above'], ['F', 'About one thing only'], ...(place.param('sel') || place.param('about') ? [['Esc', 'Close it']] as Keys : [])] },
  { id: 'whatif', name: 'What if', component: WhatIf, supposes: true, keys: () => [...rows, ['N', 'Name who or what goes'], ['W', 'Suppose of the evidence']] },
  { id: 'brief', name: 'Brief', component: Brief, keys: () => [['@', 'Put in a claim, a figure or a number'], ['F2', 'Next finding'], ['Ctrl Enter', 'What the reference rests on'], ['Ctrl S', 'Keep the text'], ['F8', 'Freeze and print']] },
]

/** Screens that no rail leads to. */
export const asides: typeof screens = [
  { id: 'job', name: 'Working', component: Job, keys: () => [['Esc', 'Stop, and keep what is there']] },
  { id: 'record', name: 'Records', component: Records },
]
