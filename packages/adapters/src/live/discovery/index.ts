/** What a server serves, what of it is looked at, and how it is named where it cannot be. */
export { type ApiResource, discover, discoverAll, type Discovery } from './discovery.ts'
export { pathOfGap, pathOfGroup } from './gap-path.ts'
export { isWanted } from './wanted.ts'
