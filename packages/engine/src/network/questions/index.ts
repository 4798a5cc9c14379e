/** Questions about policies beyond single connections: whom they isolate, what they leave open, what they select. */
export { egressTo } from './address.ts'
export { admitsForwarder } from './forwarders.ts'
export { allowsAll, isIsolated, unguardedIn } from './isolation.ts'
export { type Opening, openingsOf } from './openness.ts'
export { externalClasses, isOpen, outsideOf } from './outside.ts'
export { podsOf } from './pods-of.ts'
export { isGivenByController, meansNamespace, picksPods, type Selection, selectionOf } from './shown.ts'
