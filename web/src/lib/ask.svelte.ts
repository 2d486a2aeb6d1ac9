import { get, problemIn, type Answer, type Problem } from './api'
import { changes } from './changes.svelte'

/** How long nothing is said of waiting, and after how long a question that did not reach the server is asked again, in milliseconds. */
const patience = 400, again = 1000

/** A question to the server that is asked again when it, or the case, changes. */
export class Asked<T> {
  /** The last answer: it stays while the next is awaited. */
  answer = $state.raw<Answer<T>>()
  /** The question that it answers. */
  of = $state.raw('')
  /** The question that is asked. */
  asking = $state.raw('')
  problem = $state.raw<Problem>()
  /** Set once the wait is worth a word. */
  waiting = $state(false)

  get data(): T | undefined { return this.answer?.data }
}

/**
 * Asks what lies at a path, as long as the component lives; an empty path asks nothing. Where
 * the answer stands and the server cannot be reached to renew it, it stays, and so does what
 * is being typed beside it; it is asked again.
 */
export function ask<T>(path: () => string): Asked<T> {
  const a = new Asked<T>()
  $effect(() => {
    const p = path()
    void changes.seen
    a.asking = p
    if (!p) {
      a.answer = undefined
      a.of = ''
      return
    }
    const gone = new AbortController()
    const late = setTimeout(() => {
      a.waiting = true
      if (a.problem?.code === 'stopped') a.problem = undefined
    }, patience)
    let retry = 0
    const question = (): Promise<void> => get<T>(p, gone.signal).then(
      (answer) => { a.answer = answer; a.of = p; a.problem = undefined },
      (e: unknown) => {
        if (gone.signal.aborted) return
        const problem = problemIn(e)
        if (problem.code === 'gone' && a.answer && a.of === p) retry = setTimeout(question, again)
        else a.problem = problem
      },
    ).finally(() => {
      clearTimeout(late)
      if (!gone.signal.aborted) a.waiting = false
    })
    void question()
    return () => { clearTimeout(late); clearTimeout(retry); gone.abort() }
  })
  return a
}
