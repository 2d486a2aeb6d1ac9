import type { Component } from 'svelte'
import Capture from '../screens/Capture.svelte'
import Brief from '../screens/Brief.svelte'
import Desk from '../screens/Desk.svelte'
import Dossiers from '../screens/Dossiers.svelte'
import Evidence from '../screens/Evidence.svelte'
import Job from '../screens/Job.svelte'
import MapScreen from '../screens/Map.svelte'
import Records from '../screens/Records.svelte'
import WhatIf from '../screens/WhatIf.svelte'

/** The screens, in the order of the rail and of their keys. */
export const screens: { id: string; name: string; component: Component }[] = [
  { id: 'desk', name: 'Desk', component: Desk },
  { id: 'capture', name: 'Capture', component: Capture },
  { id: 'map', name: 'Map', component: MapScreen },
  { id: 'dossiers', name: 'Dossiers', component: Dossiers },
  { id: 'evidence', name: 'Evidence', component: Evidence },
  { id: 'whatif', name: 'What if', component: WhatIf },
  { id: 'brief', name: 'Brief', component: Brief },
]

/** Screens that no rail leads to. */
export const asides: typeof screens = [
  { id: 'job', name: 'Working', component: Job },
  { id: 'record', name: 'Records', component: Records },
]
