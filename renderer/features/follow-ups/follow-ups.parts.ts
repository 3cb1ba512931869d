// What screens of other features show of follow-ups.
export { ChannelIcon } from './ChannelIcon.tsx'
export { LogTouchDialog } from './contact-forms/LogTouchDialog.tsx'
export { PlanDialog } from './contact-forms/PlanDialog.tsx'
