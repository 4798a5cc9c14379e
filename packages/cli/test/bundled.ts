import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { bundle } from '../../../tools/bundle.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the command line is that the tests run. */
    readonly launcher: string
  }
}

/** Bundles the command line once for all of its tests, and again where they are run again. */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'warrant-bundle-'))
  await bundle(folder)
  project.onTestsRerun(async () => void (await bundle(folder)))
  project.provide('launcher', join(folder, 'bin', 'warrant.js'))
  return () => rmSync(folder, { recursive: true, force: true })
}
