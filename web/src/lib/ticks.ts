import { dayNumber, inWords } from './dates'

/** Where dates are written on an axis between two numbers of days, at most so many: months of a short time, years of a long one. */
export function ticksOf(first: number, last: number, most = 9): { day: string; words: string }[] {
  const years = (last - first) / 365.25
  const step = years <= 1.2 ? 3 : years <= 3 ? 6 : 12 * Math.ceil(years / most)
  const out: { day: string; words: string }[] = []
  const begin = new Date(first * 86_400_000)
  for (let m = Math.ceil((begin.getUTCFullYear() * 12 + begin.getUTCMonth() + (begin.getUTCDate() > 1 ? 1 : 0)) / step) * step; ; m += step) {
    const day = `${String(Math.floor(m / 12)).padStart(4, '0')}-${String((m % 12) + 1).padStart(2, '0')}-01`
    if (dayNumber(day) > last) return out
    const month = inWords(day).split(' ')[1]!.slice(0, 3)
    out.push({ day, words: step >= 12 ? day.slice(0, 4) : m % 12 === 0 || !out.length ? `${month} ${day.slice(0, 4)}` : month })
  }
}
