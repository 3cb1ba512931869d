import { rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { OutputOf } from '../../shared/contract/index.ts'
import type { LeadRow } from '../../shared/contract/leads.contract.ts'
import { temperatureWord } from '../../shared/domain/temperature/temperature-word.ts'
import { parseIsoWeek } from '../../shared/primitives/plain-date.ts'
import { printToPdf } from '../browser/chromium.ts'
import { sellerRegion } from '../core/seller-region.ts'
import { composeSheetPage } from '../core/sheet-page.ts'
import { writeWhole } from '../core/write-whole.ts'
import { dayOf, needed, type OptionsOf, oneOf, WrongUse, wholeNumberOf } from './arguments.ts'
import { counted, table } from './output.ts'
import type { Task } from './task.ts'

const PAGE_MAX = 1000
const LEADS_UNLESS_TOLD = 100

/** The locale of this computer: where a new workbook gets its currency and country from. */
const locale = Intl.DateTimeFormat().resolvedOptions().locale

export function makeWorkbook(file: string | undefined, options: OptionsOf<'new'>): Task {
  const path = resolve(needed(file, 'FILE'))
  const region = sellerRegion(locale)
  const currency = (options.currency ?? region.currency).toUpperCase()
  const country = (options.country ?? region.country).toUpperCase()
  if (!/^[A-Z]{3}$/.test(currency)) throw new WrongUse('--currency takes three letters, as EUR.')
  if (!/^[A-Z]{2}$/.test(country)) throw new WrongUse('--country takes two letters, as DE.')
  return async (core) => {
    await core.createWorkbook(path, { currency, country, isSample: options.sample === true })
    try {
      if (options.sample) await core.call('workbook.makeSample', {})
      const { leadCount } = await core.call('workbook.status', {})
      return {
        json: { workbook: path, currency, country, leads: leadCount },
        text: `Made ${path} (${currency}, ${country}), ${counted(leadCount, 'lead')}.`,
      }
    } catch (error) {
      // Half a workbook would pass for a whole one.
      await core.closeWorkbook()
      for (const ending of ['', '-wal', '-shm']) rmSync(`${path}${ending}`, { force: true })
      throw error
    }
  }
}

export function listLeads(options: OptionsOf<'leads'>): Task {
  const limit = options.limit === undefined ? LEADS_UNLESS_TOLD : wholeNumberOf(options.limit, '--limit')
  return async (core) => {
    const found: LeadRow[] = []
    let total = 0
    let next: string | null = options.after ?? null
    do {
      const page: OutputOf<'leads.list'> = await core.call('leads.list', {
        limit: Math.min(PAGE_MAX, limit - found.length),
        ...(options.search === undefined ? {} : { search: options.search }),
        ...(next === null ? {} : { after: next }),
      })
      found.push(...page.leads)
      total = page.total
      next = page.next
    } while (next !== null && found.length < limit)
    return {
      json: { total, next, leads: found.map(leadAsJson) },
      text: found.length === 0 ? 'No leads.' : leadTable(found),
      messages:
        found.length < total
          ? [`${found.length} of ${total} leads.${next === null ? '' : ` The next ones: --after ${next}`}`]
          : [],
    }
  }
}

function leadTable(leads: readonly LeadRow[]): string {
  const rows = leads.map((lead) => [
    lead.id,
    lead.code,
    lead.name,
    lead.company,
    temperatureWord(lead),
    lead.score,
    lead.stage,
  ])
  return table(['id', 'code', 'name', 'company', 'temperature', 'score', 'stage'], rows)
}

function leadAsJson(lead: LeadRow) {
  const { id, code, name, company, emails, phones, temperature, score, isHot, isCooling, isPinned, fit, stage } = lead
  const { status, source, tags } = lead
  const nextAction = lead.nextAction === null ? null : { day: lead.nextAction.day, what: lead.nextAction.what }
  const standing = { temperature, score, isHot, isCooling, isPinned, fit, stage, status }
  return { id, code, name, company, emails, phones, ...standing, source, tags, nextAction }
}

export function showFunnel(options: OptionsOf<'funnel'>): Task {
  const from = dayOf(needed(options.from, '--from'), '--from')
  const to = dayOf(needed(options.to, '--to'), '--to')
  if (from > to) throw new WrongUse('--from is later than --to.')
  const by = options.by === undefined ? undefined : oneOf(options.by, ['source', 'month'], '--by')
  return async (core) => {
    const input = { period: { from, to }, ...(by === undefined ? {} : { by }) }
    const { conversions } = await core.call('funnel.cohort', input)
    const json = conversions.map(({ from, to, group, entered, reached, rate, open }) => {
      const figures = { entered, reached, rate, open }
      return group === undefined ? { from, to, ...figures } : { from, to, group, ...figures }
    })
    const rows = conversions.map(({ from, to, group, entered, reached, rate, open }) => {
      const share = rate === null ? null : `${(rate * 100).toFixed(1)} %`
      return [from, to, ...(by === undefined ? [] : [group ?? '(none)']), entered, reached, share, open]
    })
    const head = ['from', 'to', ...(by === undefined ? [] : [by]), 'entered', 'reached', 'rate', 'open']
    return { json, text: rows.length === 0 ? 'No leads entered in these days.' : table(head, rows) }
  }
}

export function makeSheet(options: OptionsOf<'sheet'>): Task {
  const week = needed(options.week, '--week')
  if (parseIsoWeek(week) === undefined) throw new WrongUse(`--week ${week} is no week. A week is written as 2026-W48.`)
  const paper = options.paper === undefined ? 'A4' : oneOf(options.paper, ['A4', 'Letter'], '--paper')
  const pdf = options.pdf === undefined ? null : resolve(needed(options.pdf, '--pdf FILE'))
  const fontFolder = join(import.meta.dirname, '../../renderer/app/fonts')
  return async (core) => {
    const { html, sheet } = await composeSheetPage(core, { week, paper, locale, fontFolder })
    if (pdf !== null) await writeWhole(pdf, await printToPdf(html))
    const { dueCount, overdueCount, coolingCount, leadIds } = sheet
    const rows = sheet.sections.flatMap(({ kind, on, entries }) =>
      entries.map(({ lead }) => [on ?? kind.replaceAll('_', ' '), lead.code, lead.name, lead.nextAction?.what ?? null]),
    )
    return {
      json: { week, paper, pdf, dueCount, overdueCount, coolingCount, leadIds },
      text: rows.length === 0 ? `Nothing is planned in ${week}.` : table(['when', 'code', 'lead', 'what'], rows),
      messages: pdf === null ? [] : [`Wrote ${pdf}, ${counted(leadIds.length, 'lead')}.`],
    }
  }
}

export function checkWorkbook(): Task {
  return async (core) => {
    const { ok, integrity, schemaVersion, counts } = await core.call('workbook.check', {})
    const lines = [ok ? 'Sound.' : 'Damaged:', ...(ok ? [] : integrity), `Version ${schemaVersion} of the file.`]
    return {
      json: { ok, integrity, schemaVersion, counts },
      text: [...lines, table(['what', 'count'], Object.entries(counts))].join('\n'),
      messages: ok
        ? []
        : [`${core.workbookPath} is damaged. Open a backup, in the folder ${core.workbookPath}-backups.`],
      exitCode: ok ? 0 : 1,
    }
  }
}

/** A task on the workbook that the command names, on the day it names. Refuses as `Core.openWorkbook` does. */
export function onNamedWorkbook(options: { workbook?: string; on?: string }, task: Task): Task {
  const path = resolve(needed(options.workbook, '--workbook'))
  const today = options.on === undefined ? null : dayOf(options.on, '--on')
  return async (core) => {
    await core.openWorkbook(path, today)
    return task(core)
  }
}
