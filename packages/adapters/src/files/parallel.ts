import { availableParallelism } from 'node:os'

/** Does something asynchronous with each item, a few at a time; results are in the order of the items. */
export async function mapLimited<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
  limit: number = Math.min(availableParallelism(), 8),
): Promise<Result[]> {
  const results: Result[] = []
  const open = items.entries()
  const worker = async () => {
    for (const [i, item] of open) results[i] = await work(item)
  }
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker))
  return results
}
