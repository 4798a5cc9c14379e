/** Resources, workloads and their containers, identities and namespaces, defaulted as the API server would. */
export { mountsToken, serviceAccountName, serviceAccountOf } from './accounts.ts'
export { type ApiLifecycle, apiLifecycle, minorVersion } from './api-lifecycle.ts'
export {
  apiFields,
  type ApiProblem,
  apiProblems,
  apiProblemsOf,
  isPlaceholder,
  type Suggestion,
} from './api-schema.ts'
export { apiTypesVersion } from './api-types.ts'
export { type AppArmorProfile, appArmorAnnotations, appArmorProfile, isAppArmorValue } from './apparmor.ts'
export { type Autoscaler, autoscalerFrom, autoscalerOf, type ScaleTarget } from './autoscalers.ts'
export { buildCluster, type Cluster } from './cluster.ts'
export { isControlled, isSameGroup } from './controllers.ts'
export { headOf, topOwner } from './owners.ts'
export { budgetedWorkloads, workloadsWithBudget } from './disruption-budgets.ts'
export { capabilityName, declared, type Declared, effective } from './effective.ts'
export { cleanHostPath, type HostMount, hostMounts, hostPathRelation, type PathRelation } from './host-path.ts'
export { type ImageReference, isFloating, parseImage } from './image-reference.ts'
export { comesFrom, imageOf, imagePullPolicy, repositoryName } from './images.ts'
export { indexByLabel, type LabelIndex } from './label-index.ts'
export { perCluster } from './memo.ts'
export { type Amount, amountOf, type ResourceSlot } from './limit-ranges.ts'
export {
  type ContainerSpec,
  type LabelSelector,
  labelSelectorShape,
  type Metadata,
  type PodSecurityContext,
  type PodSpec,
  type Probe,
  type SecurityContext,
  type VolumeSpec,
} from './pod-shape.ts'
export { containerReferences, podReferences, type PodReference } from './pod-references.ts'
export { isPort, portNameProblem } from './ports.ts'
export { parseQuantity } from './quantity.ts'
export { isReplicated, leastReplicas, mayRun, writtenReplicas } from './replicas.ts'
export {
  type DocumentContent,
  effectiveNamespace,
  isObject,
  pathIn,
  type Provenance,
  type Resource,
  resourcesOf,
  valueIn,
} from './resource.ts'
export { isClusterScoped, isNamespaced, systemNamespaces } from './scope.ts'
export { labelsMatch, selectorMatches } from './selector.ts'
export { serviceSelector, servicesByWorkload, takesTraffic } from './services.ts'
export {
  harmlessPaths,
  matchSensitive,
  runtimeSockets,
  runtimeSocketsAt,
  type SensitiveMatch,
  type SensitivePath,
  sensitivePaths,
} from './sensitive-paths.ts'
export { defaultCapabilities, hasUserNamespace } from './isolation.ts'
export { conform, type Shape, type Shaped, type ShapeProblem } from './shape.ts'
export { type Container, type ContainerKind, type PodTemplate, type Workload } from './workload.ts'
