export { temperatureWord } from '../../shared/domain/temperature/temperature-word.ts'
