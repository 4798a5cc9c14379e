/** YAML as Kubernetes reads it, with the place of every value in its source. */
export { defaultLimits, type YamlLimits } from './limits.ts'
export { readYaml, SourceText, YamlDocument, type YamlStream } from './document.ts'
export { LineMap, type Position } from './lines.ts'
export { formatPath, isWithin, type Path, samePath, valueAt } from './path.ts'
export { readsAsString, resolvePlain } from './resolve.ts'
export * as tape from './tape.ts'
export type { Located, Range } from './tape.ts'
