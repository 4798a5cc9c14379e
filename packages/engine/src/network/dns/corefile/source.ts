import { valueAt } from '../../../yaml/index.ts'
import { type Source, text } from '../../world/source.ts'
import { type Corefile, parseCorefile } from './parse.ts'

/** A Corefile with the ConfigMap that holds it. */
export interface CorefileSource {
  readonly source: Source
  readonly key: string
  readonly corefile: Corefile
}

export function readCorefile(source: Source, key: string): CorefileSource {
  return { source, key, corefile: parseCorefile(text(valueAt(source.object, ['data', key]))) }
}
