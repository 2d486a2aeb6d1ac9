import { untrack } from 'svelte'
import { get, post, problemIn, write, Problem, type Schemas } from '../api'
import { changes } from '../changes.svelte'
import { keepBeforeLock } from '../keeping'
import { asked, place } from '../place.svelte'
import { work as server } from '../work.svelte'

/** How long nothing is typed before the page is rendered, and before a draft is put down, in milliseconds. */
const pause = 250, rest = 700
/** How long nothing is said of rendering, in milliseconds. */
const patience = 400
/** From how many worlds the first page comes, while all are drawn. */
const firstWorlds = '64'

/** A brief that is being written: its text, what is put down of it, and what it renders to. */
export class Work {
  text = $state('')
  /** The text as it was kept last. */
  kept = $state('')
  sheet = $state.raw<Schemas['BriefSheet']>()
  /** The text of which the sheet is. */
  of = $state.raw('')
  waiting = $state(false)
  /** The sheet is of the first worlds alone. */
  early = $state(false)
  busy = $state(false)
  problem = $state.raw<Problem>()
  /** What another window has made of it, where both have written. */
  theirs = $state.raw<Schemas['BriefText'] & { says: string }>()
  loaded = $state(false)
  #version = 0
  #draft = 0
  #put = ''
  /** The draft was put down here, and not taken over from another window. */
  #own = false
  /** Something happened to the brief while this window was writing it. */
  #missed = false
  /** How many writes were begun here. */
  #begun = 0

  constructor(readonly key: string) {
    $effect(() => {
      void changes.seen
      void server.drafts
      void untrack(() => this.#read())
    })
    $effect(() => {
      const text = this.text
      if (!this.loaded) return
      const gone = new AbortController()
      const render = setTimeout(() => void this.#render(text, gone.signal), untrack(() => this.sheet) ? pause : 0)
      const down = setTimeout(() => void this.putDown(), rest)
      return () => { clearTimeout(render); clearTimeout(down); gone.abort() }
    })
    $effect(() => {
      const leave = keepBeforeLock(() => this.putDown())
      return () => { leave(); void this.putDown() }
    })
  }

  get changed(): boolean { return this.text !== this.kept }

  #path(what = ''): string { return `/cases/${place.caseKey}/briefs/${this.key}${what}` }

  async #read() {
    this.#missed = this.busy
    if (this.busy) return
    const begun = this.#begun
    try {
      const { data } = await get<Schemas['BriefText']>(this.#path())
      if (begun !== this.#begun) return void this.#read() // it is from before what was written here
      const kept = data.text === this.kept
      if (this.loaded && kept && data.draft === this.#draft) this.#version = data.version
      else if (this.#wrote && data.text !== this.text && !(kept && (this.text === this.#put || this.text === standing(data)))) this.theirs = { ...data, says: kept ? standing(data) : data.text }
      else this.#adopt(data, standing(data))
    } catch (e) { this.problem = problemIn(e) }
  }

  /** Something stands here that was written in this window and is not kept. */
  get #wrote(): boolean { return this.loaded && this.changed && (this.#own || this.text !== this.#put) }

  #adopt(data: Schemas['BriefText'], text: string) {
    this.kept = data.text
    this.#version = data.version
    this.#draft = data.draft
    this.#put = standing(data)
    this.text = text
    this.theirs = undefined
    this.#own = false
    this.loaded = true
  }

  async #render(text: string, signal: AbortSignal) {
    const late = setTimeout(() => { this.waiting = true }, patience)
    try {
      for (const early of this.sheet ? [false] : [true, false]) {
        const a = await post<Schemas['BriefSheet']>(`/cases/${place.caseKey}/briefs/sketch${asked(early ? { worlds: firstWorlds } : {})}`, { text }, signal)
        if (signal.aborted || !a) return
        this.sheet = a.data
        this.of = text
        this.early = early
        this.problem = undefined
      }
    } catch (e) {
      if (!signal.aborted) this.problem = problemIn(e)
    } finally {
      clearTimeout(late)
      if (!signal.aborted) this.waiting = false
    }
  }

  /** Puts down what is typed, as a draft that counts for nothing. */
  async putDown(): Promise<void> {
    const text = this.text
    if (!this.loaded || text === this.#put || this.busy || this.theirs) return
    this.#begin()
    try {
      if (text === this.kept) await this.#drop()
      else this.#draft = (await write<Schemas['DraftState']>('PUT', this.#path('/draft'), { version: this.#draft, text })).data.version
      this.#put = text
      this.#own = true
    } catch (e) { this.#failed(e) } finally { this.#rest() }
    if (this.text !== text) void this.putDown()
  }

  /** What somebody else has written meanwhile is shown; anything else is said. */
  #failed(e: unknown) {
    if (e instanceof Problem && e.status === 412) queueMicrotask(() => void this.#read())
    else this.problem = problemIn(e)
  }

  async #drop() {
    if (this.#draft) await write('DELETE', this.#path(`/draft?version=${this.#draft}`), undefined)
    this.#draft = 0
  }

  /** Keeps the text in the case. Over what somebody else kept meanwhile only where that is meant. */
  async keep(over = false): Promise<boolean> {
    while (this.busy) await new Promise((done) => setTimeout(done, 20)) // a draft is on its way
    const text = this.text
    if (text === this.kept && !over) return true
    this.#begin()
    try {
      const done = await write('PATCH', `/cases/${place.caseKey}/records/brief/${this.key}`, { values: { text } }, { seen: over ? undefined : this.#version })
      this.kept = text
      this.#version = done.data.entry ?? done.head
      this.#put = text
      this.problem = undefined
      if (this.theirs) this.#draft = this.theirs.draft
      this.theirs = undefined
      await this.#drop()
      changes.tell()
      return true
    } catch (e) {
      this.#failed(e)
      return false
    } finally { this.#rest() }
  }

  #begin() {
    this.busy = true
    this.#begun++
  }

  /** Nothing is being written any more: what happened meanwhile is read. */
  #rest() {
    this.busy = false
    if (this.#missed) void this.#read()
  }

  /** Takes the text as it is kept, and lets go of what was written since. */
  async give(): Promise<void> {
    this.problem = undefined
    if (this.theirs) return this.#adopt(this.theirs, this.theirs.says)
    this.text = this.kept
    await this.putDown()
  }
}

/** The text of a brief as it stands: what was begun, else what is kept. */
const standing = (b: Schemas['BriefText']): string => (b.draft ? (b.begun ?? '') : b.text)
