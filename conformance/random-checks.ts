import fc, { type Arbitrary } from 'fast-check'

/** Checks on random values, and what came of them. FUZZ_RUNS says how many of each, FUZZ_SEED which. */
export class RandomChecks {
  readonly runs: number
  readonly seed = Number(process.env['FUZZ_SEED'] ?? 20_261_124)
  passed = 0
  failed = 0

  constructor(usualRuns: number) {
    this.runs = Number(process.env['FUZZ_RUNS'] ?? usualRuns)
  }

  /** Compares on random values; the counterexample that is printed is made as small as it gets. */
  async hold<Value>(
    name: string,
    values: Arbitrary<Value>,
    difference: (value: Value) => Promise<string>,
  ): Promise<void> {
    let last = ''
    const property = fc.asyncProperty(values, async (value) => {
      const found = await difference(value)
      if (found !== '') last = found
      return found === ''
    })
    const { failed, numRuns, counterexample, errorInstance } = await fc.check(property, {
      seed: this.seed,
      numRuns: this.runs,
    })
    if (!failed) {
      this.passed += numRuns
      console.log(`${name}: ${numRuns} agree`)
      return
    }
    this.passed += numRuns - 1
    this.failed++
    console.log(`FAIL ${name}: ${JSON.stringify(counterexample?.[0])}\n${last || String(errorInstance)}`)
  }

  /** Prints the sum and sets the exit status. */
  finish(): void {
    console.log(`${this.passed} passed, ${this.failed} failed`)
    process.exitCode = this.failed > 0 ? 1 : 0
  }
}

/** How two answers differ, as text; empty where they do not. */
export function differenceOf(ours: unknown, theirs: unknown): string {
  const [here, there] = [JSON.stringify(ours), JSON.stringify(theirs)]
  return here === there ? '' : `  here ${here}\n  Go   ${there}`
}
