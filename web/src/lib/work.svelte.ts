import { waiting } from './capture/waiting'
import { forget, get, onLocked, Problem, type Schemas } from './api'
import { changes } from './changes.svelte'
import { hear } from './events'
import { begun } from './form/begun'
import { going } from './going.svelte'
import { keepAll } from './keeping'

/** How often it is looked whether the server is there, and how often once it is not, in milliseconds. */
const rhythm = 2000, again = 4000

/** After how long without the server a page forgets an encrypted case, in milliseconds. */
const forgets = 120_000

/** What stands before the cases: whether the database is there and open, and whether the server is. */
class Work {
  state = $state.raw<Schemas['WorkspaceState']>()
  problem = $state.raw<Problem>()
  /** The case of a database that was just made here, for which a recovery sheet is offered. */
  made = $state('')
  /** Somebody has just come to this database: where it has one case, that is what they came for. */
  arriving = false
  /** The case is being locked: nothing of it is shown any more. */
  locking = $state(false)
  /** When the server stopped answering; 0 while it answers. */
  lostSince = $state(0)
  /** When it is tried again. */
  next = $state(0)
  /** Jobs that went on since the page was opened, so that those who show them read again. */
  jobs = $state(0)
  /** Drafts that were put down since the page was opened, here or in another window. */
  drafts = $state(0)

  /** Asks what stands before the cases. */
  async look(): Promise<void> {
    try {
      this.state = (await get<Schemas['WorkspaceState']>('/databases')).data
      this.problem = undefined
    } catch (e) {
      if (!(e instanceof Problem && e.status)) this.lost()
      else if (!this.state) this.problem = e // else the screens say so, and keep what is being typed
    }
  }

  /** Shows nothing of the case any more, once what was being typed is kept. */
  async lock(): Promise<void> {
    if (this.locking) return
    await keepAll()
    this.locking = true
    waiting.line = undefined
    begun.clear()
    forget()
  }

  /** Looks whether the server is there. */
  async ping(): Promise<void> {
    const there = await fetch('/icon.svg', { method: 'HEAD', cache: 'no-store', signal: AbortSignal.timeout(3000) }).then((r) => r.ok, () => false)
    if (!there) return this.lost()
    if (!this.lostSince) return
    this.lostSince = 0
    await this.look()
    changes.tell()
  }

  /** Something was heard of the server: what is said to a page that comes back is news to it. */
  private heard = false
  private misses = 0
  private lost(): void {
    this.misses++
    if (!this.lostSince && this.misses > 1) this.lostSince = Date.now()
    this.next = Date.now() + again
    if (this.lostSince && Date.now() - this.lostSince > forgets && this.state?.encrypted) void this.lock()
  }

  /** Follows the server as long as the page is open. */
  follow(): () => void {
    onLocked(() => { if (this.state?.state === 'open') location.reload() })
    const deaf = hear((e) => {
      this.misses = 0
      if (e.what === 'locking') void this.lock()
      else if (e.what === 'locked' || (e.what === 'hello' && this.locking)) location.reload()
      else if (e.what === 'changed' || (e.what === 'hello' && this.heard)) changes.tell()
      else if (e.what === 'job') { this.jobs++; going.hear(e) }
      else if (e.what === 'draft') this.drafts++
      else if (e.what === 'opened' || this.lostSince) void this.look()
      this.heard = true
    })
    let due = 0
    const look = setInterval(() => {
      if (this.lostSince ? Date.now() < this.next : Date.now() < due) return
      due = Date.now() + rhythm
      void this.ping()
    }, 500)
    return () => { deaf(); clearInterval(look) }
  }
}

export const work = new Work()
