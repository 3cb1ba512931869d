// What screens of other features show of playbooks.
export { RunSteps } from './RunSteps.tsx'
