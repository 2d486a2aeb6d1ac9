import { ask, type Asked } from './ask.svelte'
import { asked, place, type Change } from './place.svelte'
import type { Schemas } from './api'

/** The case that is open: what every screen shows of it. */
export const study: { outline: Asked<Schemas['CaseOutline']> | undefined } = $state({ outline: undefined })

/** Follows the case of the place. Called once, by the shell. */
export function openStudy(): void {
  study.outline = ask<Schemas['CaseOutline']>(() => (place.caseKey ? `/cases/${place.caseKey}${asked()}` : ''))
}

/** The path of a resource of the case, with the dates and suppositions of the place. */
export function ofCase(resource: string, more: Change = {}): string {
  return place.caseKey ? `/cases/${place.caseKey}/${resource}${asked(more)}` : ''
}
