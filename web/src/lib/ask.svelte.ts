import { get, problemIn, type Answer, type Problem } from './api'
import { changes } from './changes.svelte'

/** How long nothing is said of waiting, in milliseconds. */
const patience = 400

/** A question to the server that is asked again when it, or the case, changes. */
export class Asked<T> {
  /** The last answer: it stays while the next is awaited. */
  answer = $state.raw<Answer<T>>()
  /** The question that it answers. */
  of = $state.raw('')
  problem = $state.raw<Problem>()
  /** Set once the wait is worth a word. */
  waiting = $state(false)

  get data(): T | undefined { return this.answer?.data }
}

/** Asks what lies at a path, as long as the component lives; an empty path asks nothing. */
export function ask<T>(path: () => string): Asked<T> {
  const a = new Asked<T>()
  $effect(() => {
    const p = path()
    void changes.seen
    if (!p) {
      a.answer = undefined
      a.of = ''
      return
    }
    const gone = new AbortController()
    const late = setTimeout(() => { a.waiting = true }, patience)
    get<T>(p, gone.signal).then(
      (answer) => { a.answer = answer; a.of = p; a.problem = undefined },
      (e: unknown) => { if (!gone.signal.aborted) a.problem = problemIn(e) },
    ).finally(() => {
      clearTimeout(late)
      if (!gone.signal.aborted) a.waiting = false
    })
    return () => { clearTimeout(late); gone.abort() }
  })
  return a
}
