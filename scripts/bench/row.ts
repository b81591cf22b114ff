/** One line of the benchmark table. */
export interface BenchRow {
  /** What was measured, in words. */
  readonly what: string
  /** Size of the data set, where it counts. */
  readonly documents?: number
  readonly value: number
  /** Unit of `value`: "ms", "s", "documents/s", "MB". */
  readonly unit: string
  /** `value` divided by the other side's value, measured in the same run. */
  readonly ratio?: number
  /** What the ratio compares with. */
  readonly versus?: string
  /** What the project promises, in words. */
  readonly target?: string
}

/** The middle value; the upper one of an even number. @throws {RangeError} when there is none */
export function median(values: readonly number[]): number {
  const middle = values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
  if (middle === undefined) throw new RangeError('nothing was measured')
  return middle
}
