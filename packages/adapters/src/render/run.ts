import { execFile } from 'node:child_process'
import { devNull } from 'node:os'
import { WarrantError } from '@warrant/engine/errors'
import { describeSize, errorCode, plainReason } from '../text/index.ts'
import type { RenderOptions } from './rendered.ts'

export type Ran =
  | { readonly kind: 'done'; readonly output: Buffer }
  /** The program does not exist. */
  | { readonly kind: 'missing' }
  | { readonly kind: 'failed'; readonly reason: string }

/**
 * Runs a tool without a shell, with bounded time and output, and away from every cluster and remote git repository.
 * Throws `interrupted` when the signal is given.
 */
export function run(program: string, args: readonly string[], options: RenderOptions): Promise<Ran> {
  const { signal, timeoutMs, maxOutputBytes } = options
  const { promise, resolve, reject } = Promise.withResolvers<Ran>()
  const limits = { timeout: timeoutMs, maxBuffer: maxOutputBytes, killSignal: 'SIGKILL', signal } as const
  const child = execFile(
    program,
    args,
    { ...limits, encoding: 'buffer', windowsHide: true, env: offline() },
    (error, stdout, stderr) => {
      if (!error) resolve({ kind: 'done', output: stdout })
      else if (signal?.aborted) reject(new WarrantError('interrupted', `interrupted while ${program} ran`))
      else if (isMissing(program, error)) resolve({ kind: 'missing' })
      else resolve({ kind: 'failed', reason: whyItFailed(program, error, stderr.toString('utf8'), options) })
    },
  )
  child.stdin?.on('error', () => undefined)
  child.stdin?.end()
  return promise
}

/** The user's environment, without the ways to a cluster, to git over a network, and to plugins of helm. */
function offline(): NodeJS.ProcessEnv {
  return {
    ...process.env,
    KUBECONFIG: devNull,
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_TERMINAL_PROMPT: '0',
    HELM_NO_PLUGINS: '1',
  }
}

/** A folder of PATH that may not be searched makes every name that is not found a matter of permission. */
function isMissing(program: string, error: Error): boolean {
  if (!('syscall' in error && String(error.syscall).startsWith('spawn'))) return false
  const code = errorCode(error)
  return code === 'ENOENT' || code === 'ENOTDIR' || (code === 'EACCES' && !/[\\/]/.test(program))
}

function whyItFailed(program: string, error: Error, stderr: string, options: RenderOptions): string {
  const code = errorCode(error)
  if (code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') {
    return `${program} gave more than the limit of ${describeSize(options.maxOutputBytes)}`
  }
  if (code !== undefined) return `${program} cannot be run: ${plainReason(error)}`
  if ('killed' in error && error.killed) return `${program} took longer than ${options.timeoutMs / 1000} s`
  return firstComplaint(stderr) ?? `${program} failed without saying why`
}

/** The line of a tool's complaints that says what went wrong; warnings may stand before it. */
export function firstComplaint(stderr: string): string | undefined {
  const lines = printable(stderr)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const line = lines.find((each) => /^error:/i.test(each)) ?? lines[0]
  const text = line?.replace(/^error:\s*/i, '')
  return text !== undefined && text.length > 400 ? `${text.slice(0, 399)}…` : text
}

/** Charts decide what helm prints: no control characters of theirs may reach a terminal. */
function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return text.replaceAll(/\u001b\[[\d;?]*[A-Za-z]/g, '').replaceAll(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]+/g, ' ')
}
