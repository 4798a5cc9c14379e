import { rightsToEverything } from './grants/index.ts'
import { techniqueClasses, type TechniqueInfo } from './graph/index.ts'
import { techniques } from './techniques/index.ts'

/** All that can be said of every technique, by class and id. */
export const knownTechniques: readonly TechniqueInfo[] = [
  rightsToEverything,
  ...techniques.map(({ info }) => info),
].toSorted((a, b) => techniqueClasses.indexOf(a.class) - techniqueClasses.indexOf(b.class) || (a.id < b.id ? -1 : 1))
