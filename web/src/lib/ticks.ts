import { dayNumber, dayOf, inWords } from './dates'

/** A place on an axis where a date is written. */
interface Tick { day: string; words: string }

/** Where dates are written on an axis between two numbers of days, at most so many: days of a few weeks, months of a short time, years of a long one. */
export function ticksOf(first: number, last: number, most = 9): Tick[] {
  const years = (last - first) / 365.25
  if (years < 0.2) return days(first, last)
  const step = years <= 0.6 ? 1 : years <= 1.2 ? 3 : years <= 3 ? 6 : 12 * Math.ceil(years / most)
  const out: Tick[] = []
  const begin = new Date(first * 86_400_000)
  for (let m = Math.ceil((begin.getUTCFullYear() * 12 + begin.getUTCMonth() + (begin.getUTCDate() > 1 ? 1 : 0)) / step) * step; ; m += step) {
    const day = `${String(Math.floor(m / 12)).padStart(4, '0')}-${String((m % 12) + 1).padStart(2, '0')}-01`
    if (dayNumber(day) > last) return out
    const month = monthOf(day)
    out.push({ day, words: step >= 12 ? day.slice(0, 4) : m % 12 === 0 || !out.length ? `${month} ${day.slice(0, 4)}` : month })
  }
}

/** Mondays, or every few days: the year stands with the first. */
function days(first: number, last: number): Tick[] {
  const step = last - first <= 14 ? 2 : last - first <= 42 ? 7 : 14
  const out: Tick[] = []
  // Day 4 after 1 January 1970 was a Monday.
  for (let n = first + ((((4 - first) % step) + step) % step); n <= last; n += step) {
    const day = dayOf(n)
    out.push({ day, words: `${Number(day.slice(8))} ${monthOf(day)}${out.length ? '' : ' ' + day.slice(0, 4)}` })
  }
  return out
}

const monthOf = (day: string) => inWords(day).split(' ')[1]!.slice(0, 3)
