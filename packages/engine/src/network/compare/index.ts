/** What a change of policies opens and closes. */
export { type ComparedPassage, type Comparison, compareNetworks } from './compare.ts'
