import { describe, expect, it } from 'vitest'
import {
  type EditorForm,
  meantOffer,
  withLastOfList,
} from '../../../../renderer/features/leads/list/cells/editor-forms.ts'
import { readTextList } from '../../../../shared/domain/leads/text-list.ts'

function choiceOf(...options: string[]): EditorForm {
  return {
    isMultiline: false,
    isList: false,
    isStrict: true,
    isFigure: false,
    offers: { from: 'list', list: options.map((option) => ({ text: option, label: option })) },
  }
}

describe('a text typed where only an option is meant', () => {
  it('is the first option that holds it, but never another than the one it names', () => {
    const sizes = choiceOf('XS', 'S', 'XL')
    expect(meantOffer(sizes, 'xl')).toBeUndefined()
    expect(meantOffer(sizes, 'S')).toBeUndefined()
    expect(meantOffer(sizes, ' s ')).toBeUndefined()
    expect(meantOffer(sizes, 'x')?.text).toBe('XS')
    expect(meantOffer(sizes, 'm')).toBeUndefined()
    expect(meantOffer({ ...sizes, isStrict: false }, 'x')).toBeUndefined()
  })
})

describe('what is chosen as the end of a list', () => {
  it('stays one of the list where it holds a comma', () => {
    expect(readTextList(withLastOfList('red, gr', 'green, or blue'))).toEqual(['red', 'green, or blue'])
    expect(withLastOfList('re', 'red')).toBe('red')
  })
})
