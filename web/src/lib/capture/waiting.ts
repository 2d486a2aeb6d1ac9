import type { Line } from './rows.svelte'

/** A line that waits for a record which is being added in its form. */
export interface Waiting {
  kind: string
  /** The part that the record goes into; empty where it goes into none. */
  part: '' | 'source' | 'encounter' | 'from' | 'what'
  /** What was typed there, and the word that a relation that reads so would have. */
  typed: string
  word?: string
  draft: string
  line: Line
  /** The record, once it was added, with the entry that did. */
  added?: { key: string; text: string; entry: number }
}

/** The line that waits, until the sheet takes it; kept in memory alone, as an address holds no words. */
export const waiting: { line?: Waiting } = {}
