import { parseImage } from '../../cluster/index.ts'
import { fields, list, text } from '../world/source.ts'
import type { Libc } from './lookup.ts'

/** The C library of an image, as far as its name tells. */
export interface ImageLibc {
  readonly libc: Libc
  /** Minor version of Alpine 3, where it is told. */
  readonly alpine: number | undefined
}

/** Alpine's images have musl; which version, their tags tell. Other names say nothing. */
export function imageLibc(image: string): ImageLibc | undefined {
  const parsed = parseImage(image.trim())
  if (parsed === undefined) return undefined
  const tag = parsed.tag ?? ''
  const isAlpine = /(^|\/)alpine$/.test(parsed.repository)
  if (!isAlpine && !/(^|[-.])alpine/.test(tag)) return undefined
  const minor = (isAlpine ? /^3\.(\d+)/ : /alpine-?3\.(\d+)/).exec(tag)?.[1]
  return { libc: 'musl', alpine: minor === undefined ? undefined : Number(minor) }
}

/** The resolver that a pod's containers use, where all whose images tell have the same. */
export function libcOf(podSpec: Readonly<Record<string, unknown>>): Libc | undefined {
  const known = list(podSpec['containers']).map((each) => imageLibc(text(fields(each)['image']))?.libc)
  const [first] = known
  return first !== undefined && known.every((each) => each === first) ? first : undefined
}

/** From this version of Alpine on, musl (1.2.4) asks again over TCP when an answer is cut short. */
export const alpineWithTcp = 18
