import type { Component } from 'svelte'
import Capture from '../screens/Capture.svelte'
import Brief from '../screens/Brief.svelte'
import Desk from '../screens/Desk.svelte'
import Dossiers from '../screens/Dossiers.svelte'
import Evidence from '../screens/Evidence.svelte'
import Job from '../screens/Job.svelte'
import MapScreen from '../screens/Map.svelte'
import Network from '../screens/Network.svelte'
import Records from '../screens/Records.svelte'
import WhatIf from '../screens/WhatIf.svelte'

/** The screens, in the order of the rail and of their keys; supposes: what is supposed of the evidence counts there. */
export const screens: { id: string; name: string; component: Component; supposes?: boolean }[] = [
  { id: 'desk', name: 'Desk', component: Desk, supposes: true },
  { id: 'capture', name: 'Capture', component: Capture },
  { id: 'map', name: 'Map', component: MapScreen, supposes: true },
  { id: 'dossiers', name: 'Dossiers', component: Dossiers, supposes: true },
  { id: 'evidence', name: 'Evidence', component: Evidence, supposes: true },
  { id: 'whatif', name: 'What if', component: WhatIf, supposes: true },
  { id: 'brief', name: 'Brief', component: Brief },
]

/** Screens that no rail leads to. */
export const asides: typeof screens = [
  { id: 'job', name: 'Working', component: Job },
  { id: 'record', name: 'Records', component: Records },
  { id: 'network', name: 'Network', component: Network, supposes: true },
]
