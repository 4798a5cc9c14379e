import { rightsToEverything } from './builtin-techniques.ts'
import { type TechniqueInfo, techniqueClasses } from './technique.ts'
import { techniques } from './techniques/catalogue.ts'

/** All that can be said of every technique, by class and id. */
export const knownTechniques: readonly TechniqueInfo[] = [
  rightsToEverything,
  ...techniques.map(({ info }) => info),
].toSorted((a, b) => techniqueClasses.indexOf(a.class) - techniqueClasses.indexOf(b.class) || (a.id < b.id ? -1 : 1))
