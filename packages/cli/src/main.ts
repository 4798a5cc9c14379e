import { exitCodeOf, printError } from './errors.ts'
import { createProgram, normalizeArguments, outcomeOfParsing } from './program.ts'
import { ignoreClosedPipe } from './output.ts'

/** Runs the command line and returns the exit status. */
export async function main(argv: readonly string[]): Promise<number> {
  ignoreClosedPipe()
  const outcome = { exitCode: 0 }
  const program = createProgram(argv[1] ?? '', (exitCode) => (outcome.exitCode = exitCode))
  try {
    await program.parseAsync(normalizeArguments(argv))
    return outcome.exitCode
  } catch (error) {
    const parsed = outcomeOfParsing(error)
    if (parsed !== undefined) return parsed
    printError(error)
    return exitCodeOf(error)
  }
}
