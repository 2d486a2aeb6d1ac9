import type { components } from './api.gen'
import { privacy, privately } from './privacy.svelte'

/** What the server answers with, as its OpenAPI has it. */
export type Schemas = components['schemas']

/** What failed, in words: RFC 9457, as the server makes it of a fault. */
export class Problem extends Error {
  constructor(readonly status: number, readonly code: string, detail: string, readonly hint = '', readonly field = '', readonly fault?: Schemas['Fault'], readonly places: Schemas['BadPlace'][] = []) {
    super(detail)
  }
}

/** What went wrong, as a problem. */
export const problemIn = (e: unknown): Problem => (e instanceof Problem ? e : new Problem(0, 'failed', String(e)))

/** What is wrong with a field of a form; the empty field is the whole. */
export interface Wrong { field: string; message: string; hint?: string }

/** What an answer finds wrong, by field. */
export const wrongs = (found: Schemas['Problem'][] = []): Wrong[] => found.map((p) => ({ field: p.field ?? '', message: p.message, hint: p.hint }))

/** What is wrong and what to do, in one line. */
export const withHint = (p: { message: string; hint?: string }): string => [p.message, p.hint].filter(Boolean).join('; ')

/** What went wrong and what to do, in one line. */
export const saidOf = (e: unknown): string => withHint(problemIn(e))

/** The words for a server that does not answer. */
export const gone = () => new Problem(0, 'gone', 'Underpin on this machine has stopped answering. Nothing that was kept is lost.', 'start it again with underpin serve, and open the address that it prints')

/** An answer, and the number of the last entry of the case when it was given. */
export interface Answer<T> {
  data: T
  head: number
}

/** Keys of records, by kind and id. */
type Keys = Record<string, Record<string, string>>

/** An answer as it is sent, with a key for each record that it names. */
type Keyed<T> = Answer<T> & { keys?: Keys }

const keys: Keys = {}

/** Keeps the keys that go with an answer. */
function learn<T>({ keys: named, ...answer }: Keyed<T>): Answer<T> {
  for (const kind in named) Object.assign((keys[kind] ??= {}), named[kind])
  return answer
}

/** The key of a record: what addresses hold instead of its id. */
export function keyOf(kind: string, id: string): string {
  return keys[kind]?.[id] ?? ''
}

/** Answers that were read, with the tag that tells whether they still hold. */
const read = new Map<string, { tag: string; answer: Answer<unknown> }>()
const readMost = 40

/** Forgets everything that was read. */
export function forget(): void {
  read.clear()
  for (const kind in keys) delete keys[kind]
}

async function send(method: string, path: string, body: unknown, headers: Record<string, string>, signal?: AbortSignal, keepalive = false): Promise<Response> {
  const form = body instanceof FormData
  if (!form && body !== undefined) headers['Content-Type'] = 'application/json'
  let r: Response
  try {
    r = await fetch('/api' + privately(path), { method, headers, body: form ? body : JSON.stringify(body), signal, cache: 'no-store', keepalive })
  } catch (e) {
    if (signal?.aborted) throw e
    throw gone()
  }
  if (r.ok || r.status === 304) return r
  throw await problemOf(r)
}

/** The status of a case that was locked. */
const lockedStatus = 423

/** What is done when an answer says that the case was locked meanwhile. */
let whenLocked = () => {}
export function onLocked(f: () => void): void { whenLocked = f }

async function problemOf(r: Response): Promise<Problem> {
  if (r.status === lockedStatus) whenLocked()
  const p = (await r.json().catch(() => ({}))) as { code?: string; detail?: string; hint?: string; field?: string; places?: Schemas['BadPlace'][]; fault?: Schemas['Fault'] }
  return new Problem(r.status, p.code ?? 'failed', p.detail ?? 'The server answered with an error.', p.hint, p.field, p.fault, p.places ?? [])
}

/** Takes a file, with the name that the server gives it. */
export async function take(path: string): Promise<{ name: string; bytes: Blob }> {
  const r = await send('GET', path, undefined, {})
  return { name: /filename="(.*)"/.exec(r.headers.get('Content-Disposition') ?? '')?.[1] ?? 'file', bytes: await r.blob() }
}

/** Sends a form with a file. */
export async function upload<T>(path: string, form: FormData, signal?: AbortSignal): Promise<T> {
  const r = await send('POST', path, form, {}, signal).catch((e: unknown) => {
    throw signal?.aborted ? new Problem(0, 'stopped', 'It was stopped, and a casebook is recorded whole or not at all', 'choose the file again') : e
  })
  return ((await r.json()) as { data: T }).data
}

/** Reads what lies at a path; what has not changed since is not sent again. */
export async function get<T>(path: string, signal?: AbortSignal): Promise<Answer<T>> {
  const known = read.get(path)
  const hidden = privacy.on
  const headers: Record<string, string> = known?.tag ? { 'If-None-Match': known.tag } : {}
  // What was typed goes beside the address, which the browser may keep.
  const address = path.replace(/([?&])words=([^&]*)(&|$)/, (_, before: string, typed: string, after: string) => {
    headers['Underpin-Words'] = typed
    return after && before
  })
  const r = await send('GET', address, undefined, headers, signal)
  if (r.status === 304 && known) return known.answer as Answer<T>
  const whole = (await r.json()) as Keyed<T>
  if (hidden !== privacy.on) throw new DOMException('Code names were hidden or shown meanwhile.', 'AbortError')
  const answer = learn(whole)
  read.delete(path)
  read.set(path, { tag: r.headers.get('ETag') ?? '', answer })
  for (const oldest of read.keys()) {
    if (read.size <= readMost) break
    read.delete(oldest)
  }
  return answer
}

/** Sends a change, or a question with a body. */
export async function post<T>(path: string, body: unknown, signal?: AbortSignal): Promise<Answer<T> | undefined> {
  return sent<T>(await send('POST', path, body, {}, signal))
}

/** How a record is written. */
export interface How {
  /** The head or version that it was read with: what was changed since is a conflict (412). */
  seen?: number
  /** Only says what would change. */
  preview?: boolean
  signal?: AbortSignal
  /** It goes on when the page is left. */
  keepalive?: boolean
}

/** Writes records: `write('PATCH', '/cases/C/records/claim/KEY', { values: { text: '…' } }, { seen: head })`. Sent again because its answer was lost it is not done twice. */
export async function write<T = Schemas['Changed']>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body: unknown, how: How = {}): Promise<Answer<T>> {
  const headers: Record<string, string> = {}
  if (how.seen) headers['If-Match'] = `"${how.seen}"`
  if (!how.preview) headers['Idempotency-Key'] = crypto.randomUUID()
  const to = how.preview ? path + (path.includes('?') ? '&' : '?') + 'preview=true' : path
  const once = () => send(method, to, body, { ...headers }, how.signal, how.keepalive)
  const r = await once().catch((e: unknown) => {
    if (e instanceof Problem && e.status === 0 && !how.signal?.aborted) return once()
    throw e
  })
  return (await sent<T>(r))!
}

async function sent<T>(r: Response): Promise<Answer<T> | undefined> {
  if (r.status === 204) return undefined
  return learn((await r.json()) as Keyed<T>)
}

/** Exchanges the token in the address, if there is one, for the session, and takes it out of the address. */
export async function signIn(): Promise<boolean> {
  const token = new URLSearchParams(location.hash.slice(1)).get('token')
  if (!token) return false
  history.replaceState(null, '', location.pathname + location.search)
  await post('/session', { token })
  return true
}
