// What screens of other features show of leads.
export { askForParkedLeads } from './list/leads-view.ts'
export { openQuickAdd } from './quick-add/quick-add-state.ts'
