import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** The folder that holds kube-apiserver and etcd, built when need be; undefined when they cannot be had. */
export function findAssets(): string | undefined {
  try {
    const output = execFileSync(join(import.meta.dirname, 'build.sh'), {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const folder = output.trim().split('\n').at(-1) ?? ''
    return ['kube-apiserver', 'etcd'].every((program) => existsSync(join(folder, program))) ? folder : undefined
  } catch {
    return undefined
  }
}
