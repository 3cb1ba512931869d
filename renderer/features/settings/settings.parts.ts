// What screens of other features show of Settings.
export { kindWord } from './fields/kind-words.ts'
