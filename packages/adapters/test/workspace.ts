import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished, type TestContext } from 'vitest'
import { type LoadedInput, loadInput, type LoadOptions } from '../src/files/index.ts'

/** Contents of a folder: texts, bytes, or links, by path. */
export type Contents = Readonly<Record<string, string | Uint8Array | { readonly linkTo: string }>>

/** A temporary folder that is gone when the test ends, or a folder that someone else looks after. */
export class Workspace {
  readonly root: string

  constructor(contents: Contents = {}, root?: string) {
    this.root = root ?? temporaryFolder()
    this.write(contents)
  }

  path(name: string): string {
    return join(this.root, name)
  }

  write(contents: Contents): void {
    for (const [name, content] of Object.entries(contents)) {
      const path = this.path(name)
      mkdirSync(dirname(path), { recursive: true })
      if (typeof content === 'object' && 'linkTo' in content) symlinkSync(content.linkTo, path)
      else writeFileSync(path, content)
    }
  }

  /** A program for the tests to run in place of a real one; gives its path. */
  program(name: string, script: string): string {
    this.write({ [name]: `#!/bin/sh\n${script}\n` })
    chmodSync(this.path(name), 0o755)
    return this.path(name)
  }

  load(targets: readonly string[], options: Partial<LoadOptions> = {}): Promise<LoadedInput> {
    return loadInput(targets, { cwd: this.root, ...options })
  }
}

function temporaryFolder(): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'warrant-test-')))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  return root
}

/** A manifest of one config map. */
export function configMap(name: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n`
}

/** Names of the resources, in order. */
export function namesOf(input: LoadedInput): string[] {
  return input.resources.map((resource) => resource.name)
}

/** Errors as people read them. */
export function errorsOf(input: LoadedInput): string[] {
  return input.errors.map(({ file, line, message }) => `${file}${line === undefined ? '' : `:${line}`}: ${message}`)
}

/** Programs that do not exist, so that whatever is installed here has no say. */
export const noTools = { helm: 'no-helm-here', kustomize: 'no-kustomize-here', kubectl: 'no-kubectl-here' }

/** Skips a test, and says why, where a program is not installed. */
export function requireProgram(context: TestContext, program: string, ...args: string[]): void {
  try {
    execFileSync(program, args, { stdio: 'ignore' })
  } catch {
    skip(context, `${program} is not installed`)
  }
}

export function skip(context: TestContext, reason: string): void {
  process.stderr.write(`skipped: ${context.task.name}: ${reason}\n`)
  context.skip(reason)
}
