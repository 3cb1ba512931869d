// What screens of other features show of nurture.
export { RunSteps } from './RunSteps.tsx'
export { StepDraft } from './StepDraft.tsx'
