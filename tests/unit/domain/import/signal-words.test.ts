import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SIGNAL_PHRASES } from '../../../../shared/domain/import/signal-phrases.ts'
import { readSignalKind } from '../../../../shared/domain/import/signal-words.ts'

describe('what a lead did', () => {
  test.each([
    ['opened', ['Opened', 'geöffnet', 'Ouvert', 'abierto', 'abriu', 'aperto', 'geopend', 'otwarto', 'فتح']],
    ['clicked', ['Click', 'geklickt', 'a cliqué', 'hizo clic', 'clicou', 'ha cliccato', 'geklikt', 'kliknął', 'نقر']],
    [
      'attended',
      [
        'Checked In',
        'joined',
        'teilgenommen',
        'a participé',
        'asistió',
        'compareceu',
        'ha partecipato',
        'aanwezig',
        'obecna',
        'حضر',
      ],
    ],
    [
      'downloaded',
      [
        'DOWNLOADED',
        'Registered',
        'heruntergeladen',
        'téléchargé',
        'descargó',
        'baixou',
        'scaricato',
        'gedownload',
        'pobrał',
        'تحميل',
      ],
    ],
    [
      'replied',
      [
        'Replied',
        'geantwortet',
        'a répondu',
        'respondió',
        'respondeu',
        'ha risposto',
        'geantwoord',
        'odpowiedział',
        'رد',
      ],
    ],
    ['visited', ['page_view', 'Website besucht', 'visita web', 'website bezocht', 'زار الموقع']],
    ['liked', ['Liked', 'Gefällt mir', "j'aime", 'me gusta', 'curtiu', 'mi piace', 'vind ik leuk', 'polubił', 'اعجاب']],
    [
      'asked_for_offer',
      [
        'Quote requested',
        'Angebot angefragt',
        'demande de devis',
        'pidió presupuesto',
        'pediu orçamento',
        'richiesta preventivo',
        'offerte aangevraagd',
        'zapytanie ofertowe',
        'طلب عرض سعر',
      ],
    ],
    [
      'conversation',
      ['Meeting', 'Telefonat', 'rendez-vous', 'llamada', 'reunião', 'riunione', 'afspraak', 'spotkanie', 'اجتماع'],
    ],
    [
      'not_now',
      ['Not now', 'später', 'pas maintenant', 'ahora no', 'agora não', 'non ora', 'niet nu', 'nie teraz', 'لاحقا'],
    ],
    [
      'none',
      [
        'No-show',
        'Refunded',
        'declined',
        'nicht erschienen',
        'annulé',
        'no asistió',
        'não compareceu',
        'annullato',
        'niet verschenen',
        'nieobecny',
        'لم يحضر',
      ],
    ],
  ])('%s is known in nine languages', (kind, words) => {
    expect(words.map((word) => [word, readSignalKind(word)])).toEqual(words.map((word) => [word, kind]))
  })

  test.each([
    ['Downloaded: Pricing guide', 'downloaded'],
    ['Clicked link in March newsletter', 'clicked'],
    ['Requested a demo today', 'asked_for_offer'],
    ['did not reply', 'none'],
    ['hat nicht teilgenommen', 'none'],
    ["n'a pas répondu", 'none'],
    ['nie otworzył', 'none'],
    ['Ann Lee', undefined],
    ['kein Interesse', undefined],
    ['an open door', undefined],
    ['We talked about the call that he wanted to make later on', undefined],
    ['', undefined],
  ])('%j in a longer text', (text, kind) => {
    expect(readSignalKind(text)).toBe(kind)
  })

  test('no phrase stands under two kinds, and none loses its kind by how it is written', () => {
    const all = Object.entries(SIGNAL_PHRASES).flatMap(([kind, phrases]) =>
      phrases.split('|').map((phrase): [string, string] => [phrase, kind]),
    )
    expect(all.filter(([phrase], index) => all.findIndex(([other]) => other === phrase) !== index)).toEqual([])
    fc.assert(
      fc.property(fc.constantFrom(...all), fc.constantFrom(' ', '_', '-'), ([phrase, kind], sign) => {
        expect(readSignalKind(` ${phrase.toUpperCase().replaceAll(' ', sign)} `)).toBe(kind)
      }),
    )
  })
})
