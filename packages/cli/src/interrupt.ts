import { WarrantError } from '@warrant/engine/errors'
import type { Progress } from './output.ts'

/**
 * Runs long work that Ctrl-C or a request to terminate ends in good order; a second one ends the process. The line that
 * tells how far it is goes away in any case.
 *
 * @throws WarrantError `interrupted`.
 */
export async function interruptible<T>(progress: Progress, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  const onInterrupt = () => controller.abort()
  process.once('SIGINT', onInterrupt).once('SIGTERM', onInterrupt)
  try {
    const result = await work(controller.signal)
    controller.signal.throwIfAborted()
    return result
  } catch (cause) {
    if (!controller.signal.aborted) throw cause
    throw new WarrantError('interrupted', 'interrupted; nothing was written', { cause })
  } finally {
    process.off('SIGINT', onInterrupt).off('SIGTERM', onInterrupt)
    progress.done()
  }
}

/** Runs work that must not end half done, such as writing a whole document: the first Ctrl-C waits for it. */
export async function uninterrupted(work: () => Promise<void>): Promise<void> {
  const onInterrupt = () => undefined
  process.once('SIGINT', onInterrupt).once('SIGTERM', onInterrupt)
  try {
    await work()
  } finally {
    process.off('SIGINT', onInterrupt).off('SIGTERM', onInterrupt)
  }
}
