/** What was typed into a form that was left before it was saved. */
interface Begun { typed: Record<string, unknown>; id: string; version: number }

/** Forms that were begun, by case and record; in memory alone, until the case is locked or the page is read anew. */
export const begun = new Map<string, Begun>()
