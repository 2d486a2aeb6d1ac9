import type { Schemas } from './api'

type Happening = Schemas['Event']

/** After how long a page that was refused asks to listen again, in milliseconds. */
const again = 4000

/**
 * Hears what happens on the server. A browser gives a server few connections for all its
 * pages together, so that one page listens and tells the others.
 */
export function hear(tell: (e: Happening) => void): () => void {
  const others = new BroadcastChannel('underpin')
  others.onmessage = (m) => tell(m.data as Happening)
  const gone = new AbortController()
  let source: EventSource | undefined
  let later = 0
  const listen = (): void => void navigator.locks.request('underpin-events', { signal: gone.signal }, () => new Promise<void>((done) => {
    source = new EventSource('/api/events')
    source.onerror = () => {
      if (source?.readyState === EventSource.CLOSED) done() // refused, as by another run: another page may be let in
    }
    source.onmessage = (m) => {
      const e = JSON.parse(m.data as string) as Happening
      others.postMessage(e)
      tell(e)
    }
    gone.signal.addEventListener('abort', () => done())
  })).then(() => { if (!gone.signal.aborted) later = setTimeout(listen, again) }).catch(() => {})
  listen()
  return () => {
    gone.abort()
    clearTimeout(later)
    source?.close()
    others.close()
  }
}
