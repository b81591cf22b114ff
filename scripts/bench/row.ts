/** One line of the benchmark table. */
export interface BenchRow {
  /** What was measured, in words. */
  what: string
  /** Size of the data set. */
  documents: number
  value: number
  /** Unit of `value`: "ms", "s", "documents/s", "MB". */
  unit: string
  /** `value` divided by the other side's value, measured in the same run. */
  ratio?: number
  /** What the ratio compares with. */
  versus?: string
  /** What the project promises, in words. */
  target?: string
}
