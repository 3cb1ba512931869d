import { describe, expect, test } from 'vitest'
import { guessMapping } from '../../../../shared/domain/import/mapping.ts'
import { tableOfText, targetsOfText as targets } from '../../../support/table-of-text.ts'

describe('the target of a column in a file of signals', () => {
  const signalTargets = (text: string): string[] =>
    guessMapping(tableOfText(text), { kind: 'signals' }).map(({ target }) => target)

  test.each([
    [
      'Name,Email,Date,Activity,Subject,Comment\nAnn,a@b.de,2026-03-01,Clicked,Spring,nice',
      ['fullName', 'email', 'signalOn', 'signalKind', 'signalTopic', 'signalNote'],
    ],
    [
      'E-Mail;Datum;Aktion;Thema\na@b.de;01.03.2026;geöffnet;Preise',
      ['email', 'signalOn', 'signalKind', 'signalTopic'],
    ],
    ['Email,Opens,Clicks\na@b.de,3,1', ['email', 'signal:opened', 'signal:clicked']],
    ['Email,Attended,Join time\na@b.de,Yes,2026-03-01 10:00\nc@d.de,No,', ['email', 'signal:attended', 'signalOn']],
    ['Email,Downloaded on\na@b.de,2026-03-01', ['email', 'signal:downloaded']],
    ['Email,Status,Company\na@b.de,Attended,Acme\nc@d.de,No-show,Lang', ['email', 'signalKind', 'company']],
    ['Email,Reply,Deal value\na@b.de,yes,500', ['email', 'signal:replied', 'custom:Deal value']],
    ['Email,Attended\na@b.de,the green room', ['email', 'custom:Attended']],
    [
      'Kundennummer;Zeitpunkt;Foo\n7;2026-03-01;heruntergeladen\n8;2026-03-01;geklickt',
      ['sourceId', 'signalOn', 'signalKind'],
    ],
  ])('%j', (text, expected) => {
    expect(signalTargets(text)).toEqual(expected)
  })

  test('is never guessed where rows tell of leads', () => {
    expect(targets('Name,Activity,Opens,Attended\nAnn,Clicked,3,yes')).toEqual({
      Name: 'fullName',
      Activity: 'custom',
      Opens: 'custom',
      Attended: 'custom',
    })
  })
})
