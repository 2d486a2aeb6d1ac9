// What the tests of taking something out of a screen have in common.
import { readFileSync } from 'node:fs'

/** The code names of the harbour, which nothing to pass on may hold. */
export const protectedNames = /KESTREL|HERON|PETREL|TERN|AVOCET|DUNLIN|CURLEW/

/** Presses a key or a button, and reads the file that comes. */
export async function fileOf(page, act) {
  const [download] = await Promise.all([page.waitForEvent('download'), act()])
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) }
}

/** The sheet on which it is said what leaves. */
export const takeSheet = (page) => page.getByRole('dialog', { name: /^Take out of/ })
