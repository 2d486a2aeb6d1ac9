const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

/** An ISO day as a sentence has it: "31 December 2019". */
export function inWords(day: string): string {
  const m = /^(-?\d{4,})-(\d\d)-(\d\d)$/.exec(day)
  return m ? `${Number(m[3])} ${months[Number(m[2]) - 1]} ${m[1]}` : day
}

/** Days since 1 January 1970 of an ISO day, for axes. */
export function dayNumber(day: string): number {
  return Math.round(Date.parse(day + 'T00:00:00Z') / 86_400_000)
}

/** The ISO day of a number of days. */
export function dayOf(n: number): string {
  return new Date(n * 86_400_000).toISOString().slice(0, 10)
}
