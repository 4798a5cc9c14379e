import type { Bits } from '../bits.ts'

/** Gives what is in the same sets the same number. */
export function alike(size: number, sets: readonly Bits[]): Int32Array {
  const words = (sets.length + 31) >>> 5
  // A row for each member: which sets it is in.
  const rows = new Uint32Array(size * words)
  sets.forEach((bits, set) => {
    const word = set >>> 5
    const bit = 1 << (set & 31)
    for (let i = 0; i < bits.length; i++) {
      let rest = bits[i] ?? 0
      while (rest !== 0) {
        const at = (i * 32 + (31 - Math.clz32(rest & -rest))) * words + word
        rows[at] = (rows[at] ?? 0) | bit
        rest &= rest - 1
      }
    }
  })
  const isSame = (a: number, b: number) => {
    for (let i = 0; i < words; i++) if (rows[a * words + i] !== rows[b * words + i]) return false
    return true
  }
  const numbers = new Int32Array(size)
  const byHash = new Map<number, number[]>()
  for (let member = 0; member < size; member++) {
    let hash = 0
    for (let i = 0; i < words; i++) hash = (Math.imul(hash, 31) + (rows[member * words + i] ?? 0)) | 0
    const known = byHash.get(hash) ?? []
    const first = known.find((other) => isSame(other, member))
    numbers[member] = first ?? member
    if (first !== undefined) continue
    known.push(member)
    byHash.set(hash, known)
  }
  return numbers
}
