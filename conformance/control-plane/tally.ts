/** Counts what agrees, and prints the first few things that do not. */
export class Tally {
  passed = 0
  failed = 0

  compare(what: string, ours: unknown, theirs: unknown): void {
    const [here, there] = [JSON.stringify(ours), JSON.stringify(theirs)]
    if (here === there) this.passed++
    else if (this.failed++ < 10) console.log(`FAIL ${what}\n  here   ${here}\n  server ${there}`)
  }
}
