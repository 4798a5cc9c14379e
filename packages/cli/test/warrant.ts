import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { inject, onTestFinished } from 'vitest'

/** The command line, bundled as it is published: each run starts three times as fast as from source. */
export const launcher = inject('launcher')

/** The environment without what changes how things are printed; what is compiled is kept, and goes, with the bundle. */
export const plain: NodeJS.ProcessEnv = {
  ...Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !['NO_COLOR', 'FORCE_COLOR', 'COLUMNS'].includes(name)),
  ),
  NODE_COMPILE_CACHE: join(dirname(launcher), '..', 'compiled'),
}

export interface Ran {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly cwd: string
  readonly stdin?: string | Buffer
  readonly environment?: Readonly<Record<string, string>>
  /** What is run in place of the bundle. */
  readonly launcher?: string
}

/** Runs the command line as a user does. */
export function warrant(args: readonly string[], options: RunOptions): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [options.launcher ?? launcher, ...args], {
      cwd: options.cwd,
      env: { ...plain, ...options.environment },
    })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    child.on('error', reject)
    child.on('close', (exitCode) => resolve({ exitCode, stdout, stderr }))
    child.stdin.on('error', () => undefined).end(options.stdin)
  })
}

/** A folder with the files given, gone after the test. */
export function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'warrant-cli-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}
