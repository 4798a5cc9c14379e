/** The whole picture: what can connect, by workload. */
export { type Exposure, exposuresOf } from './exposures.ts'
export { namedOutside, outsideCells, outsideParty, partiesOf, type Party, type PlacedParty } from './parties.ts'
export { type Passage, Passages, type Passing } from './passage.ts'
export { type Group, type Grouped, grouped, type Likes, type Picture, pictureOf } from './picture.ts'
export { type PortSet, portsBeyond, portsOfAny } from './port-set.ts'
