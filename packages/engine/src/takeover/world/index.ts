/** What is there for techniques to be tried on: workloads, nodes and how they are set, ways in and out, controllers. */
export { type AdmissionUnknown, admissionUnknowns, unknownsOf } from './admission-unknowns.ts'
export { accountsOfDeputy, actsAsTenant, deputies, type Deputy, type DeputyAccount, mayBeThere } from './deputies.ts'
export { mayReach, mayReachNodes } from './connections.ts'
export { type Exposure, exposureOf } from './exposure.ts'
export {
  changesCorePattern,
  changesLogs,
  changesPodLogs,
  changesSensitive,
  changesStaticPods,
  showsAll,
  showsClusterKeys,
  showsDevices,
  showsEtcdData,
  showsEtcdKeys,
  showsKubeletKey,
  showsPodFiles,
  showsSecrets,
} from './host-places.ts'
export { type KubeletSettings, kubeletSettings } from './kubelet-settings.ts'
export { concealsMetadata, followsSubPath, lacksAppArmor, mayBeCloudMachine, usesFirstCgroups } from './node-facts.ts'
export { type Place, placesOf, type SpotOnNode } from './places.ts'
export { hasAdmissionPlugin, isEks, isOpenShift } from './platform.ts'
export { type Load, loadsOf, type Spot } from './spots.ts'
export { runsUnseenPods, unseenPodsCut } from './unseen-pods.ts'
export { namespacesOf, namespacesOfEveryCluster, type TakeoverOptions, type World } from './world.ts'
