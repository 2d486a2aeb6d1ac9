const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

/** An ISO day as a sentence has it: "31 December 2019". */
export function inWords(day: string): string {
  const m = /^(-?\d{4,})-(\d\d)-(\d\d)$/.exec(day)
  return m ? `${Number(m[3])} ${months[Number(m[2]) - 1]} ${m[1]}` : day
}

/** What the clock of the user says at a moment: "14:05". */
export const hour = (at: string): string => new Date(at).toLocaleTimeString('en-GB', { timeStyle: 'short' })

/** A moment by the clock of the user: "today 14:05", "31 December 2019 14:05". */
export function moment(at: string): string {
  const d = new Date(at)
  return `${d.toDateString() === new Date().toDateString() ? 'today' : d.toLocaleDateString('en-GB', { dateStyle: 'long' })} ${hour(at)}`
}

/** Days since 1 January 1970 of an ISO day, for axes. */
export function dayNumber(day: string): number {
  return Math.round(Date.parse(day + 'T00:00:00Z') / 86_400_000)
}

/** The ISO day of a number of days. */
export function dayOf(n: number): string {
  return new Date(n * 86_400_000).toISOString().slice(0, 10)
}
