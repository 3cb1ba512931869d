// What screens of other features show of temperature.
export { crossingWords } from './crossing-words.ts'
export { LogSignalDialog } from './LogSignalDialog.tsx'
export { TagDialog } from './TagDialog.tsx'
export { WhyTemperature } from './WhyTemperature.tsx'
