import { post, saidOf, type Schemas } from './api'
import { changes } from './changes.svelte'
import { place } from './place.svelte'

/** Taking back and bringing back: whether it is under way, and what it came to in words. */
export const undoing = $state({ busy: false, says: '' })

/** How long the words stand, in milliseconds. */
const stands = 6000

/** Takes back an entry of the register, the last by default, or brings back what was taken back. Says whether it did. */
export async function takeBack(what: 'undo' | 'redo', entry = 0): Promise<boolean> {
  if (undoing.busy || !place.caseKey) return false
  undoing.busy = true
  try {
    const done = await post<Schemas['Reversal']>(`/cases/${place.caseKey}/${what}`, { entry })
    undoing.says = done ? `${done.data.summary}. It is entry ${done.data.seq}.` : ''
    changes.tell()
    return true
  } catch (e) {
    undoing.says = saidOf(e)
    return false
  } finally {
    undoing.busy = false
    setTimeout(() => { undoing.says = '' }, stands)
  }
}
