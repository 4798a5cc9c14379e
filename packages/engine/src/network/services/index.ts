/** Services, what they lead to, and what leads to them from outside. */
export { type Backend, Backends, isReady, targetAt } from './backends.ts'
export { entriesByService, type Entry } from './entries.ts'
export { isInternal } from './load-balancers.ts'
export { hostnamesOf } from './hostnames.ts'
export { type RouteBackend, routeBackends } from './routes.ts'
export { type Service, type ServicePort, servicesOf } from './service.ts'
export { type Serving, servingOf } from './serving.ts'
