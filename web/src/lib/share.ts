/** A share of worlds as a count in a hundred: never 0 or 100 where it is not quite. */
export function ofHundred(p: number): string {
  if (p > 0 && p < 0.005) return '<1'
  if (p < 1 && p >= 0.995) return '>99'
  return String(Math.round(100 * p))
}

/** A figure with few digits, as a table has it. */
export function figure(x: number): string {
  return x.toFixed(Math.abs(x) >= 20 ? 0 : Math.abs(x) >= 1 ? 1 : 2)
}
