// Words as they stand in a sentence of the screen.

export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

/** Words as a sentence of their own. */
export const sentence = (words: string): string => capital(words) + (/[.?!…]$/.test(words) ? '' : '.')

/** A number with what is counted: "1 claim", "2,000 claims". */
export const several = (n: number, one: string, more = one + 's'): string => `${n.toLocaleString('en-GB')} ${n === 1 ? one : more}`
