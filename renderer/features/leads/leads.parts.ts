// What screens of other features show of leads.
export { askForParkedLeads } from './list/leads-view.ts'
