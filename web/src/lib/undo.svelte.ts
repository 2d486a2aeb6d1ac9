import { post, saidOf, type Schemas } from './api'
import { changes } from './changes.svelte'
import { place } from './place.svelte'
import { sentence } from './words'

/** What taking back or bringing back came to, in words. */
export const undoing = $state({ says: '' })
/** Whether it is under way: one at a time. */
let busy = false

/** How long the words stand, in milliseconds. */
const stands = 9000
let fading = 0

/** Takes back an entry of the register, the last by default, or brings back what was taken back. Says whether it did. */
export async function takeBack(what: 'undo' | 'redo', entry = 0): Promise<boolean> {
  if (busy || !place.caseKey) return false
  busy = true
  try {
    const done = await post<Schemas['Reversal']>(`/cases/${place.caseKey}/${what}`, { entry })
    undoing.says = done ? `${sentence(done.data.summary)} It is entry ${done.data.seq}.` : ''
    changes.tell()
    return true
  } catch (e) {
    undoing.says = sentence(saidOf(e))
    return false
  } finally {
    busy = false
    clearTimeout(fading)
    fading = setTimeout(() => { undoing.says = '' }, stands)
  }
}
