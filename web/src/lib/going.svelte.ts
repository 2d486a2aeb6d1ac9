import { write, type Schemas } from './api'
import { place } from './place.svelte'

type Heard = Schemas['Event']

/** The jobs that are under way, as the page has heard of them. */
class Going {
  jobs = $state.raw<Record<string, Heard>>({})
  /** How often one began or ended. */
  turns = $state(0)

  hear(e: Heard): void {
    const { [e.job!]: was, ...others } = this.jobs
    const on = e.state === 'running' || e.state === 'waiting'
    this.jobs = on ? { ...others, [e.job!]: e } : others
    if (!was || !on) this.turns++
  }
  /** The job of a question. */
  of(question: string): Heard | undefined {
    return Object.values(this.jobs).find((j) => j.question === question)
  }
}

export const going = new Going()

const path = (key: string) => `/cases/${place.caseKey}/jobs/${key}`

/** Stops a job, or forgets one that has ended. */
export const stop = (key: string): Promise<unknown> => write('DELETE', path(key), undefined).catch(() => {}).then(() => { going.turns++ })

/** Lets a job go on when no page waits for it. */
export const goOn = (key: string): Promise<unknown> => write('POST', path(key) + '/kept', {}).then(() => { going.turns++ })

/** How far a job is, in words. */
export const far = (j: Pick<Heard, 'state' | 'doing' | 'done' | 'total'>): string => (j.state === 'waiting' ? 'Another computation of this case goes first.' : j.total ? `${j.doing}: ${(j.done ?? 0).toLocaleString('en-GB')} of ${j.total.toLocaleString('en-GB')}` : (j.doing ?? ''))
