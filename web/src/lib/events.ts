import type { Schemas } from './api'

export type Happening = Schemas['Event']

/**
 * Hears what happens on the server. A browser gives a server few connections for all its
 * pages together, so that one page listens and tells the others.
 */
export function hear(tell: (e: Happening) => void): () => void {
  const others = new BroadcastChannel('underpin')
  others.onmessage = (m) => tell(m.data as Happening)
  const gone = new AbortController()
  let source: EventSource | undefined
  navigator.locks.request('underpin-events', { signal: gone.signal }, () => new Promise<void>((done) => {
    source = new EventSource('/api/events')
    source.onmessage = (m) => {
      const e = JSON.parse(m.data as string) as Happening
      others.postMessage(e)
      tell(e)
    }
    gone.signal.addEventListener('abort', () => done())
  })).catch(() => {})
  return () => {
    gone.abort()
    source?.close()
    others.close()
  }
}
