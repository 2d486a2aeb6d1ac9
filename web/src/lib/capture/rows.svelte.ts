import { get, post, Problem, saidOf, withHint, write, wrongs, type Schemas, type Wrong } from '../api'
import { changes } from '../changes.svelte'
import { place } from '../place.svelte'

export type Line = Schemas['SheetLine']
export type Reading = Schemas['LineRead']
export type Part = 'who' | 'what' | 'whom'

/** A row of the sheet: a line that is kept, one that was begun, or the one that is being typed. */
export class Row {
  line = $state<Line>({})
  /** The draft that the server has of it, in the version that was seen; 0 where it has none. */
  draft = newDraft()
  version = $state(0)
  /** The entry that kept it; 0 while it is a draft. */
  entry = $state(0)
  /** What was said of it when it was kept. */
  note = $state('')
  problems = $state.raw<Wrong[]>([])
  /** The line as it was last saved, to tell whether it has changed. */
  saved = ''
  /** What lies on the server where somebody else has written to the draft since. */
  theirs = $state.raw<Schemas['DraftLine'] | 'gone'>()
  /** It is on its way to the server. */
  sent = false
  /** What was begun to be written of it. */
  writes: Promise<unknown> = Promise.resolve()

  constructor(line: Line = {}) { this.line = line }

  get blank(): boolean {
    const l = this.line
    return !(l.who?.text || l.who?.key || l.what?.text || l.what?.key || l.whom?.text || l.whom?.key || l.when || l.words || l.locator)
  }

  get text(): string { return JSON.stringify(this.line) }

  /** What is wrong with a part, in words; empty where nothing is. */
  wrong(field: string): string {
    const p = this.problems.find((q) => q.field === field)
    return p ? withHint(p) : ''
  }
}

let begun = 0

/** By what a draft is known: when it was begun, as the server lists drafts in the order of their letters, and chance. */
function newDraft(): string {
  begun = Math.max(begun + 1, Date.now())
  const letters = '234567abcdefghijklmnopqrstuvwxyz'
  return [...[...begun.toString(32)].map((c) => parseInt(c, 32)), ...crypto.getRandomValues(new Uint8Array(7))].map((n) => letters[n % 32]).join('')
}

const path = (rest: string) => `/cases/${place.caseKey}/${rest}`

/** The rows of the sheet, and what is done with them. */
export class Rows {
  list = $state<Row[]>([])
  at = $state(0)
  /** What failed that belongs to no part, or what was done, in words; and what takes that back. */
  says = $state('')
  back = $state.raw<() => Promise<void>>()
  busy = false
  /** How many writes have ended here. */
  #wrote = 0

  get row(): Row { return this.list[this.at] ?? this.list[this.list.length - 1]! }

  /** Reads what was begun, here or in another window; what is being typed stays. */
  async load(): Promise<void> {
    const wrote = this.#wrote
    try {
      const { data } = await get<Schemas['DraftLine'][]>(path('drafts'))
      if (wrote !== this.#wrote) return void this.load() // it is from before what was written here
      this.#join(data)
    } catch (e) { this.says = saidOf(e) }
  }

  #join(drafts: Schemas['DraftLine'][]) {
    const known = new Map(this.list.map((r) => [r.draft, r]))
    for (const d of drafts) {
      const r = known.get(d.draft)
      known.delete(d.draft)
      if (!r) {
        const fresh = new Row(d.line)
        fresh.draft = d.draft
        fresh.version = d.version
        fresh.saved = fresh.text
        this.list.splice(this.open(), 0, fresh)
      } else if (r.version !== d.version && !r.sent) {
        if (r.text === r.saved) {
          r.line = d.line
          r.version = d.version
          r.saved = r.text
        } else r.theirs = d
      }
    }
    for (const r of known.values()) {
      if (!r.version || r.entry || r.sent) continue
      if (r.text === r.saved && r !== this.row) this.list.splice(this.list.indexOf(r), 1)
      else r.theirs = 'gone'
    }
  }

  /** Where the empty line at the end stands. */
  open(): number {
    const last = this.list[this.list.length - 1]
    return last?.blank && !last.entry ? this.list.length - 1 : this.list.length
  }

  /** Goes to the empty line at the end, with the head of the one before. */
  next(head: Line): void {
    const i = this.open()
    if (i === this.list.length) this.list.push(new Row({ ...head }))
    this.at = i
  }

  /** Writes a line once what was begun of it before is there, so that it has the version that this made. */
  #after<T>(r: Row, act: () => Promise<T>): Promise<T> {
    const done = r.writes.then(async () => {
      r.sent = true
      try { return await act() } finally {
        r.sent = false
        this.#wrote++
      }
    })
    r.writes = done.catch(() => {})
    return done
  }

  /** Saves a line as a draft. It reports whether the server has it now. */
  async save(r: Row, last = false): Promise<boolean> {
    try {
      await this.#after(r, async () => {
        const text = r.text
        if (r.entry || r.theirs || text === r.saved || (r.blank && !r.version)) return
        if (r.blank) return this.#drop(r)
        const done = await write<Schemas['DraftState']>('PUT', path(`drafts/${r.draft}`), { version: r.version, line: JSON.parse(text) as Line }, { keepalive: last })
        r.version = done.data.version
        r.saved = text
      })
      return true
    } catch (e) {
      await this.#failed(e)
      return false
    }
  }

  /** What somebody else has written meanwhile is shown; anything else is said. */
  async #failed(e: unknown): Promise<void> {
    if (e instanceof Problem && e.status === 412) await this.load()
    else this.says = saidOf(e)
  }

  /** Takes a row away that was begun; it can be brought back. */
  async away(r: Row, head: Line): Promise<void> {
    const line = JSON.parse(r.text) as Line
    try { await this.#after(r, () => this.#drop(r)) } catch (e) { return this.#failed(e) }
    this.list.splice(this.list.indexOf(r), 1)
    this.next(head)
    this.tell('The draft was taken away.', async () => {
      const again = new Row(line)
      this.list.splice(this.open(), 0, again)
      this.at = this.list.indexOf(again)
      await this.save(again)
    })
  }

  /** Says what was done, with what takes it back. */
  tell(says: string, back: () => Promise<void>): void {
    this.says = says
    this.back = async () => {
      this.back = undefined
      this.says = ''
      await back().catch((e: unknown) => { this.says = saidOf(e) })
    }
  }

  /** Takes a draft away. */
  async #drop(r: Row): Promise<void> {
    if (r.version) await write('DELETE', path(`drafts/${r.draft}?version=${r.version}`), undefined)
    r.version = 0
    r.saved = ''
    r.draft = newDraft()
  }

  /** Keeps a line in the case; what is wrong is said beside its parts, and its words stay. */
  async keep(r: Row, reading?: Reading): Promise<boolean> {
    if (this.busy) return false
    this.busy = true
    this.says = ''
    this.back = undefined
    try {
      const done = await this.#after(r, () => write('POST', path('capture'), { line: r.line, ...(r.version ? { draft: r.draft, version: r.version } : {}) }))
      r.entry = done.data.entry
      r.problems = []
      r.note = reading?.again ?? ''
      r.version = 0
      r.theirs = undefined
      changes.tell()
      return true
    } catch (e) {
      const found = e instanceof Problem ? e.fault?.problems : undefined
      if (found?.length) r.problems = wrongs(found)
      else this.says = saidOf(e)
      return false
    } finally { this.busy = false }
  }

  /** Takes a kept line out of the case again; its words stay as a draft. */
  async undo(r: Row): Promise<void> {
    try {
      await post(path('undo'), { entry: r.entry })
      r.entry = 0
      r.note = ''
      r.saved = ''
      r.draft = newDraft()
      await this.save(r)
      changes.tell()
    } catch (e) { this.says = saidOf(e) }
  }

  /** Reads pasted text as drafts. */
  async paste(text: string, head: Line): Promise<void> {
    if (text.length > pasteMost) {
      this.says = 'That is more than can be pasted at once; paste a part of it, or import a casebook.'
      return
    }
    try {
      const done = await post<Schemas['PastedLine'][]>(path('capture/pasted'), { text })
      const rows = (done?.data ?? []).map((p) => new Row({ ...head, ...p.line }))
      this.list.splice(this.open(), 0, ...rows)
      for (const r of rows) if (!(await this.save(r))) return
      this.says = rows.length === 1 ? 'One line was pasted, as a draft.' : `${rows.length} lines were pasted, as drafts.`
    } catch (e) { this.says = saidOf(e) }
  }

  /** Takes what somebody else has written in the place of what is here. */
  takeTheirs(r: Row): void {
    if (r.theirs === 'gone') this.list.splice(this.list.indexOf(r), 1)
    else if (r.theirs) {
      r.line = r.theirs.line
      r.version = r.theirs.version
      r.saved = r.text
    }
    r.theirs = undefined
  }

  /** Goes on with what is here, as a line of its own. */
  keepMine(r: Row): void {
    const theirs = r.theirs
    r.theirs = undefined
    r.draft = newDraft()
    r.version = 0
    r.saved = ''
    void this.save(r)
    if (theirs && theirs !== 'gone') void this.load()
  }
}

/** How many characters are pasted at once at most. */
const pasteMost = 400_000
