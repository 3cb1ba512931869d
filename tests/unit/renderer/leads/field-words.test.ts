import { i18n } from '@lingui/core'
import { describe, expect, it } from 'vitest'
import { leadFieldName } from '../../../../renderer/features/leads/field-names.ts'
import { fieldCalled, fieldWords } from '../../../../shared/domain/leads/field-words.ts'
import type { LeadField } from '../../../../shared/domain/leads/lead-fields.ts'

i18n.loadAndActivate({ locale: 'en', messages: {} })

describe('the words of the fields that every lead has', () => {
  it('are those on the screen, so that no field of the seller can be called the same', () => {
    for (const [field, word] of Object.entries(fieldWords)) expect(leadFieldName(field as LeadField)).toBe(word)
  })

  it('are found however they are written', () => {
    expect(fieldCalled(' job TITLE')).toBe('Job title')
    expect(fieldCalled('Birthday')).toBeUndefined()
  })
})
