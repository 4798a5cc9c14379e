/** Reports on who may do what. */
export { type CanIReport, formatCanI } from './can-i.ts'
export { type AccessFormat, accessFormats, formatWhoCan, type WhoCanReport } from './who-can.ts'
export { type AccessReviewFormat, accessReviewFormats, formatAccessReview } from './review.ts'
export type { AccessReviewReport } from './review-report.ts'
export { type AccessListReport, type CanIFormat, canIFormats, formatAccessList } from './can-i-list.ts'
