/** Charts and overlays, turned into manifests by the tools that deploy them, with provenance of every object. */
export { type Chart, readChart } from './chart.ts'
export { renderChart } from './helm.ts'
export { renderKustomization } from './kustomize.ts'
export { kustomizationIn, kustomizationNames, KustomizationReader } from './kustomization.ts'
export {
  declaringFile,
  defaultRenderOptions,
  type Rendered,
  type RenderedText,
  type RenderOptions,
  type RenderTools,
} from './rendered.ts'
