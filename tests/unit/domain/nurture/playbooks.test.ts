import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type PlaybookDefinition, playbookDefinitionSchema } from '../../../../shared/domain/nurture/playbook.ts'
import { fieldsOf, mergeFields } from '../../../../shared/domain/nurture/template.ts'

const folder = new URL('../../../../resources/playbooks/', import.meta.url)
const files = readdirSync(folder).sort()
const playbooks = files.map((file) =>
  playbookDefinitionSchema.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))),
)

const bySlug = (slug: string): PlaybookDefinition => {
  const playbook = playbooks.find((candidate) => candidate.slug === slug)
  if (playbook === undefined) throw new Error(`no playbook ${slug}`)
  return playbook
}

/** Steps as the domain text lists them: offset, "h" for human, channel. */
const shape = (playbook: PlaybookDefinition) =>
  playbook.steps.map((step) => `${step.offsetDays}${step.isHuman ? ' h' : ''} ${step.channel}`).join(' · ')

describe('the playbooks that ship', () => {
  test('are seven, each in a file of its slug', () => {
    expect(files).toEqual(playbooks.map((playbook) => `${playbook.slug}.json`))
    expect(playbooks.map((playbook) => playbook.suits).sort()).toEqual([
      'cold',
      'cold',
      'customer',
      'dormant',
      'warm',
      'warm',
      'warm',
    ])
  })

  test.each([
    [
      'cold-educate-and-earn-a-reply',
      '0 mail · 2 message · 4 h call · 8 mail · 13 mail · 18 h call · 24 mail · 30 mail',
    ],
    ['cold-met-once', '1 h mail · 3 mail · 8 mail · 15 h call · 30 mail'],
    ['warm-new-enquiry', '0 h call · 0 h call · 1 h call · 3 mail · 6 h call · 10 mail · 15 mail'],
    ['warm-used-your-content', '1 mail · 4 mail · 8 h call · 14 mail · 21 mail · 30 h call'],
    ['warm-proposal-sent', '0 mail · 3 mail · 7 h call · 14 h mail · 21 mail · 35 h call'],
    ['dormant-re-open', '0 mail · 4 mail · 10 h call · 20 mail'],
    ['customer-keep-and-refer', '7 h call · 30 mail · 60 h call · 60 mail'],
  ])('%s has the steps of the domain text', (slug, steps) => {
    expect(shape(bySlug(slug))).toBe(steps)
  })

  test('end as the domain text says', () => {
    expect(bySlug('cold-educate-and-earn-a-reply').afterwards).toMatchObject({ type: 'rest', days: 90 })
    expect(bySlug('dormant-re-open')).toMatchObject({ afterwards: { type: 'rest', days: 180 }, onceWithinDays: 180 })
    expect(bySlug('warm-proposal-sent').afterwards).toMatchObject({ type: 'decide', choices: ['lost', 'new_day'] })
    expect(bySlug('customer-keep-and-refer').steps.at(-1)?.repeatEveryDays).toBe(90)
  })

  test('only fit A is called to re-open, and only who is interested in prices gets the price guide', () => {
    const conditions = playbooks.flatMap((playbook) =>
      playbook.steps.flatMap((step) =>
        step.condition === null ? [] : [[playbook.slug, step.offsetDays, step.condition.type]],
      ),
    )
    expect(conditions).toEqual([
      ['dormant-re-open', 10, 'fit'],
      ['warm-used-your-content', 14, 'interest_in_price'],
    ])
  })

  test('every mail has a draft, and every draft a subject', () => {
    const steps = playbooks.flatMap((playbook) => playbook.steps)
    expect(steps.filter((step) => step.channel === 'mail' && step.template === null)).toEqual([])
    expect(steps.filter((step) => (step.subject === null) !== (step.template === null))).toEqual([])
  })

  test('no template has a field that nobody can fill', () => {
    const steps = playbooks.flatMap((playbook) => playbook.steps)
    const fields = steps.flatMap((step) => fieldsOf(`${step.subject ?? ''} ${step.template ?? ''}`))
    expect(fields).toContain('firstName')
    expect(fields.filter((field) => !mergeFields.includes(field))).toEqual([])
  })

  test('a definition whose steps go back in time, or that repeats in the middle, is refused', () => {
    const playbook = bySlug('dormant-re-open')
    const [first, second, ...others] = playbook.steps
    expect(playbookDefinitionSchema.safeParse({ ...playbook, steps: [second, first, ...others] }).success).toBe(false)
    expect(
      playbookDefinitionSchema.safeParse({ ...playbook, steps: [{ ...first, repeatEveryDays: 90 }, second] }).success,
    ).toBe(false)
    expect(
      playbookDefinitionSchema.safeParse({ ...playbook, afterwards: { type: 'repeats', text: 'again' } }).success,
    ).toBe(false)
    expect(playbookDefinitionSchema.safeParse({ ...playbook, version: 2 }).success).toBe(false)
  })
})
