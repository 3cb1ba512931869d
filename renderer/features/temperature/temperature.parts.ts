// What screens of other features show of temperature.
export { LogSignalDialog } from './LogSignalDialog.tsx'
export { TagDialog } from './TagDialog.tsx'
export { WhyTemperature } from './WhyTemperature.tsx'
