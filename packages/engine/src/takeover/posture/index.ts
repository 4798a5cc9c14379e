/** Ways in which something holds of a container, each with the declarations that it stands on. */
export { unconfinedByAppArmor, unconfinedBySeccomp } from './confinement.ts'
export { exposureCut } from './exposure-cuts.ts'
export {
  both,
  capability,
  fieldCut,
  grantedCapability,
  mounts,
  never,
  podFlag,
  privileged,
  runsAsRoot,
  type Ways,
} from './posture.ts'
export { tokens } from './tokens.ts'
