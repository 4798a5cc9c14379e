import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

export interface Oracle {
  /** @throws Error when the program refuses the question, or has ended. */
  ask<Answer>(question: object): Promise<Answer>
  stop(): void
}

/** Starts the Go program; it answers line by line, in the order of the questions. */
export function startOracle(path: string): Oracle {
  const child = spawn(path, { stdio: ['pipe', 'pipe', 'inherit'] })
  const waiting: ((line: string | undefined) => void)[] = []
  let ended = false
  createInterface(child.stdout)
    .on('line', (line) => waiting.shift()?.(line))
    .on('close', () => {
      ended = true
      for (const answer of waiting.splice(0)) answer(undefined)
    })
  return {
    async ask<Answer>(question: object): Promise<Answer> {
      const line = await new Promise<string | undefined>((resolve) => {
        if (ended) return resolve(undefined)
        waiting.push(resolve)
        child.stdin.write(`${JSON.stringify(question)}\n`)
      })
      if (line === undefined) throw new Error('the Go program has ended')
      const answer = JSON.parse(line) as Answer & { readonly error?: string }
      if (answer.error !== undefined) throw new Error(answer.error)
      return answer
    },
    stop: () => child.stdin.end(),
  }
}
