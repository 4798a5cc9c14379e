/** An operation of a JSON Patch (RFC 6902), of those that the expectations use. */
export interface PatchOperation {
  readonly op: 'add' | 'remove' | 'replace' | 'move'
  readonly path: string
  readonly from?: string
  readonly value?: unknown
}

/** Applies a JSON Patch to a value in place. A path that leads nowhere is an error in the expectations, and thrown. */
export function patch(target: unknown, operations: readonly PatchOperation[]): void {
  for (const { op, path, from = '', value } of operations) {
    if (op === 'remove') take(target, path)
    else if (op === 'move') put(target, path, take(target, from), false)
    else put(target, path, value, op === 'replace')
  }
}

function put(target: unknown, path: string, value: unknown, replaces: boolean): void {
  const { holder, key } = at(target, path)
  if (!Array.isArray(holder)) holder[key] = value
  else holder.splice(key === '-' ? holder.length : Number(key), replaces ? 1 : 0, value)
}

function take(target: unknown, path: string): unknown {
  const { holder, key } = at(target, path)
  if (Array.isArray(holder)) return holder.splice(Number(key), 1)[0]
  const value = holder[key]
  delete holder[key]
  return value
}

function at(
  target: unknown,
  path: string,
): { readonly holder: Record<string, unknown> | unknown[]; readonly key: string } {
  const keys = path
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
  const last = keys.pop()
  let holder = target
  for (const key of keys) holder = Object(holder)[key]
  if (last === undefined || typeof holder !== 'object' || holder === null) throw new RangeError(`${path} leads nowhere`)
  return { holder: holder as Record<string, unknown> | unknown[], key: last }
}
