import { foldText } from '../leads/fold-text.ts'

/** Months January to December, full and short, in the languages that headers are read in; folded, forms of one month joined by `/`. */
const MONTHS: readonly string[] = [
  // English
  'january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sep/sept october/oct november/nov december/dec',
  // German, Austrian too
  'januar/janner/jan februar/feber/feb marz/mrz/maerz april mai juni juli august september/sept oktober/okt november dezember/dez',
  // French
  'janvier/janv fevrier/fevr/fev mars avril/avr mai juin juillet/juil aout septembre/sept octobre/oct novembre/nov decembre/dec',
  // Spanish
  'enero/ene febrero/feb marzo abril/abr mayo junio julio agosto/ago septiembre/setiembre/set octubre noviembre diciembre/dic',
  // Portuguese
  'janeiro fevereiro/fev marco abril maio/mai junho julho agosto setembro/set outubro/out novembro dezembro/dez',
  // Italian
  'gennaio/gen febbraio/feb marzo aprile maggio/mag giugno/giu luglio/lug agosto/ago settembre/set ottobre/ott novembre dicembre/dic',
  // Dutch
  'januari februari maart/mrt april mei juni juli augustus/aug september oktober/okt november december',
  // Polish, nominative and genitive
  'styczen/stycznia/sty luty/lutego/lut marzec/marca kwiecien/kwietnia/kwi maj/maja czerwiec/czerwca/cze lipiec/lipca/lip sierpien/sierpnia/sie wrzesien/wrzesnia/wrz pazdziernik/pazdziernika/paz listopad/listopada/lis grudzien/grudnia/gru',
  // Arabic, both series
  'يناير/كانون_الثاني فبراير/شباط مارس/آذار أبريل/ابريل/نيسان مايو/أيار يونيو/حزيران يوليو/تموز أغسطس/اغسطس/آب سبتمبر/أيلول أكتوبر/اكتوبر/تشرين_الأول نوفمبر/تشرين_الثاني ديسمبر/كانون_الأول',
]

const MONTH_OF_NAME: ReadonlyMap<string, number> = new Map(
  MONTHS.flatMap((year) =>
    year
      .split(' ')
      .flatMap((forms, index) =>
        forms.split('/').map((form): [string, number] => [foldText(form.replace('_', ' ')), index + 1]),
      ),
  ),
)

/** The month (1–12) that a word names in any of the languages, or undefined. */
export function monthOfName(word: string): number | undefined {
  return MONTH_OF_NAME.get(foldText(word).replace(/\.$/, ''))
}
