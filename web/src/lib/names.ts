import type { Schemas } from './api'

/** A name as one text, whatever of it was looked for. */
export const plain = (pieces: Schemas['Segment'][]): string => pieces.map((p) => p.text).join('')
