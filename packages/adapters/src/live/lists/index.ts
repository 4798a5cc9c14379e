/** The objects of a kind: how they are asked for, and page by page. */
export { type KindRequest, requestFor } from './kind-request.ts'
export { list, type Listed } from './list.ts'
export { type Page, pagesOf } from './pages.ts'
