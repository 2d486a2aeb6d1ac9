import { get, problemIn, type Problem, type Schemas } from '../api'
import { changes } from '../changes.svelte'

/** What each conclusion hangs on, as it comes to be known: asked one by one. */
export class Hanging {
  /** By the id of the conclusion. What was known stays while it is asked again. */
  found = $state.raw<Record<string, Schemas['Hinging']>>({})
  /** How many have been asked, of all that are to be. */
  asked = $state(0)
  problem = $state.raw<Problem>()
}

/** Asks what conclusions hang on, each at its path, as long as the component lives: again
 * when the paths are worked out again, as with a new answer to where they stand. */
export function hanging(paths: () => [id: string, path: string][]): Hanging {
  const h = new Hanging()
  $effect(() => {
    const all = paths()
    void changes.seen
    const gone = new AbortController()
    const next = async () => {
      h.asked = 0
      h.problem = undefined
      for (const [id, path] of all) {
        const a = await get<Schemas['Hinging']>(path, gone.signal)
        h.found = { ...h.found, [id]: a.data }
        h.asked++
      }
    }
    next().catch((e: unknown) => { if (!gone.signal.aborted) h.problem = problemIn(e) })
    return () => gone.abort()
  })
  return h
}
