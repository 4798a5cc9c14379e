/** The whole picture: what can connect, by workload. */
export { type Exposure, exposuresOf } from './exposures.ts'
export type { Passage } from './judge.ts'
export type { Party } from './parties.ts'
export { type Group, type Picture, pictureOf } from './picture.ts'
export { type PortRange, type PortSet, portsBeyond } from './port-set.ts'
