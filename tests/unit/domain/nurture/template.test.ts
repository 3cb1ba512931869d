import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dropSentences, fieldsOf, fillTemplate } from '../../../../shared/domain/nurture/template.ts'

describe('fill template', () => {
  test('fills what is known', () => {
    expect(
      fillTemplate('Hello {firstName} of {company}, {firstName}.', { firstName: ' Ana ', company: 'Ruiz' }),
    ).toEqual({
      text: 'Hello Ana of Ruiz, Ana.',
      missing: [],
    })
  })

  test('shows what is blank, empty or unknown, each once and in order', () => {
    expect(fillTemplate('{topic} {firstName} {company} {topic}', { firstName: ' ', company: null })).toEqual({
      text: '{topic} {firstName} {company} {topic}',
      missing: ['topic', 'firstName', 'company'],
    })
  })

  test('takes a value for text, whatever it looks like', () => {
    expect(fillTemplate('{company} and {topic}', { company: '{topic} $& $1', topic: 'x' })).toEqual({
      text: '{topic} $& $1 and x',
      missing: [],
    })
    expect(fillTemplate('{toString} {constructor}', {}).missing).toEqual(['toString', 'constructor'])
  })

  test('nothing missing means no field is left, and all missing means the text as written', () => {
    const partArbitrary = fc.oneof(
      fc.constantFrom('{firstName}', '{company}', '{topic}', 'Hello. ', '\n'),
      fc.string({ unit: fc.constantFrom('a', ' ', '.', 'ß') }),
    )
    fc.assert(
      fc.property(fc.array(partArbitrary), (parts) => {
        const template = parts.join('')
        const all = { firstName: 'A', company: 'B', topic: 'C' }
        expect(fillTemplate(template, all).missing).toEqual([])
        expect(fieldsOf(fillTemplate(template, all).text)).toEqual([])
        expect(fillTemplate(template, {})).toEqual({ text: template, missing: fieldsOf(template) })
      }),
    )
  })
})

describe('drop sentences', () => {
  test('drops the sentences with a field, and the lines left empty by it', () => {
    const template = 'Hello {firstName},\n\nI saw {trigger}. It is good.\n\nOnly {topic} here!\n\nBye'
    expect(dropSentences(template, ['trigger', 'topic'])).toBe('Hello {firstName},\n\nIt is good.\n\nBye')
  })

  test('leaves a text without the fields as it is', () => {
    expect(dropSentences('One. Two?\n\nThree', ['topic'])).toBe('One. Two?\n\nThree')
  })

  test('no dropped field is left', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('{topic}', '{company}', ' word', '. ', '? ', '\n', '…', '”')), (parts) => {
        const dropped = dropSentences(parts.join(''), ['topic'])
        expect(dropped).not.toContain('{topic}')
        expect(dropSentences(dropped, ['topic'])).toBe(dropped)
      }),
    )
  })
})
