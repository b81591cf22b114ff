import {parseArgs, type ParseArgsOptionsConfig} from 'node:util'

type Values<Options extends ParseArgsOptionsConfig> = ReturnType<
  typeof parseArgs<{options: Options}>
>['values']

/** How a command is called. */
interface CommandLine<Options extends ParseArgsOptionsConfig, Result> {
  /** What --help prints: the call, what it does, the exit codes. */
  readonly usage: string
  readonly options: Options
  /** Whether words that are no options may follow, such as a file. */
  readonly allowPositionals?: boolean
  /**
   * What the command works with.
   * @throws {TypeError} says which option is wrong and what it should be
   */
  readonly read: (values: Values<Options>, positionals: readonly string[]) => Result
}

/**
 * Reads the command line as every command of ours does. Ends the process where there is nothing to
 * do: with 0 after --help, with 2 and the usage after an unknown option or a wrong value.
 */
export function readCommandLine<const Options extends ParseArgsOptionsConfig, Result>({
  usage,
  options,
  allowPositionals = false,
  read,
}: CommandLine<Options, Result>): Result {
  const args = process.argv.slice(2)
  if (args.includes('--help')) {
    process.stdout.write(`${usage}\n`)
    process.exit(0)
  }
  try {
    const {values, positionals} = parseArgs({args, options, allowPositionals})
    return read(values, positionals)
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}\n`)
    process.exit(2)
  }
}

/**
 * A port as an option gives it.
 * @throws {TypeError} when it is none
 */
export function portOf(option: string, value: string, {from = 1} = {}): number {
  const port = Number(value)
  if (Number.isInteger(port) && port >= from && port < 65_536) return port
  throw new TypeError(`--${option} ${value} is not a port — use a number from ${from} to 65535`)
}
