/** The whole picture: what can connect, by workload. */
export { type Exposure, exposuresOf } from './exposures.ts'
export { Judge, type Passage } from './judge.ts'
export { externalClasses, namedOutside, partiesOf, type Party } from './parties.ts'
export { anyPassage, type Group, type Grouped, grouped, type Picture, pictureOf } from './picture.ts'
export { type PortSet, portsBeyond, portsOfBoth } from './port-set.ts'
