// What screens of other features show of follow-ups.
export { LogTouchDialog } from './contact-forms/LogTouchDialog.tsx'
export { LogTouchForm } from './contact-forms/LogTouchForm.tsx'
export { PlanDialog } from './contact-forms/PlanDialog.tsx'
