// What screens of other features show of nurture.
export { fieldWord } from './field-words.ts'
export { RunSteps } from './RunSteps.tsx'
export { StepDraft } from './StepDraft.tsx'
export { TemplateText } from './TemplateText.tsx'
