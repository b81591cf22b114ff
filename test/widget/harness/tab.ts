/** What the conformance tests need of a browser, so that the same tests run in two engines. */
export interface Tab {
  goto(url: string): Promise<void>
  /** Runs a self-contained function in the page; argument and result travel as JSON. */
  run<Result, Argument = undefined>(
    inPage: (argument: Argument) => Result | Promise<Result>,
    argument?: Argument,
  ): Promise<Result>
  press(key: 'Tab' | 'Enter' | 'Space'): Promise<void>
  /**
   * How many elements of the page's widgets have this role and exactly this name in the browser's
   * own accessibility tree.
   */
  countAccessible(role: string, name: string): Promise<number>
  /** Size in bytes of the page printed to PDF. */
  printedBytes(): Promise<number>
  close(): Promise<void>
}

export interface Engine {
  open(): Promise<Tab>
  close(): Promise<void>
}
