/** What configurations of Warrant and of the API server have in common: one document, every problem with its place. */
export { readConfigurationDocument } from './document.ts'
export { configurationError, type Problem, problemsOf } from './problem.ts'
