// What screens of other features show of follow-ups.
export { ChannelIcon } from './ChannelIcon.tsx'
export { LogTouchDialog } from './contact-forms/LogTouchDialog.tsx'
export { LogTouchForm } from './contact-forms/LogTouchForm.tsx'
export { PlanDialog } from './contact-forms/PlanDialog.tsx'
export { whyNowWords } from './why-now-words.ts'
