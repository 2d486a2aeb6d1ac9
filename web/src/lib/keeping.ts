// What is being typed is kept before the case locks. Whoever lets people type registers
// here what keeps it on the server, as a draft.

const keepers = new Set<() => Promise<unknown>>()

/** How long the pages wait for drafts to be kept, in milliseconds: the server waits a little longer. */
const longest = 1200

/** Registers what keeps what is being typed; returns what takes it out again. */
export function keepBeforeLock(keep: () => Promise<unknown>): () => void {
  keepers.add(keep)
  return () => { keepers.delete(keep) }
}

/** Keeps everything that is being typed, as far as the time reaches. */
export async function keepAll(): Promise<void> {
  await Promise.race([
    Promise.allSettled([...keepers].map((keep) => keep())),
    new Promise((done) => setTimeout(done, longest)),
  ])
}
