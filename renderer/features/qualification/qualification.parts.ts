// What screens of other features show of qualification.
export { conditionStateWord, conditionWords, settleWord } from './gate-words.ts'
export { Qualification } from './Qualification.tsx'
export { answerWord, returnReasonWord } from './qualification-words.ts'
