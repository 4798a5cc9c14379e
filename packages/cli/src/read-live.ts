import type { LiveOptions } from '@warrant/adapters/live'
import { interruptible } from './interrupt.ts'
import type { Progress } from './output.ts'

/** Whether the name of a namespace stands for several. */
export function isPattern(name: string): boolean {
  return /[*?]/.test(name)
}

/**
 * Reads a live cluster: tells how far it is, and ends when it is told to.
 *
 * @throws WarrantError `interrupted`, and what the reading throws.
 */
export function readLive<T>(
  progress: Progress,
  read: (options: Pick<LiveOptions, 'signal' | 'onProgress'>) => Promise<T>,
): Promise<T> {
  return interruptible(progress, (signal) =>
    read({
      signal,
      onProgress: (done, total, kind) => progress.report(() => `reading the cluster ${done}/${total} ${kind}`),
    }),
  )
}
