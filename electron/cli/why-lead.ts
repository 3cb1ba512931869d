import type { Why } from '../../shared/contract/temperature.contract.ts'
import { temperatureWord } from '../../shared/domain/temperature/temperature-word.ts'
import { needed } from './arguments.ts'
import { findLead } from './find-lead.ts'
import { counted, table } from './output.ts'
import type { Task } from './task.ts'

/** Why a lead is as warm as it is on the day of the command. */
export function whyLead(lead: string | undefined): Task {
  const named = needed(lead, 'LEAD')
  return async (core) => {
    const why = await core.call('temperature.why', { leadId: await findLead(core, named) })
    return { json: asJson(why), text: asText(why) }
  }
}

function asJson(why: Why) {
  const { score, temperature, isHot, isCooling, isPinned, parts, coolingOn, coldOn, toHot, hotUntilOn, crossings } = why
  return {
    score,
    temperature,
    isHot,
    isCooling,
    isPinned,
    parts: parts.map(({ signal, kind, on, points, today, overCap, endsOn }) => ({
      signal,
      kind,
      day: on,
      points,
      today,
      overCap,
      endsOn,
    })),
    coolingOn,
    coldOn,
    toHot,
    hotUntil: hotUntilOn,
    crossings: crossings.map(({ on, to, cause }) => ({ day: on, to, cause })),
  }
}

function asText(why: Why): string {
  const { on, score, pin, computed, parts, crossings } = why
  const lines = [`${on}: ${temperatureWord(why)}, score ${score}`]
  if (pin !== null)
    lines.push(`Pinned ${pin.temperature} until ${pin.untilOn} (${pin.reason}); computed it is ${computed}.`)
  if (parts.length > 0) lines.push('', partTable(parts), '')
  lines.push(...turnsInWords(why))
  if (crossings.length > 0)
    lines.push('', ...crossings.map((crossing) => `${crossing.on} ${crossing.to}: ${causeInWords(crossing.cause)}`))
  return lines.join('\n')
}

function partTable(parts: Why['parts']): string {
  return table(
    ['signal', 'topic', 'day', 'points', 'today', 'ends', ''],
    parts.map(({ kind, topic, on, points, today, endsOn, overCap }) => [
      kind.replaceAll('_', ' '),
      topic,
      on,
      points,
      today,
      endsOn,
      overCap !== 0 ? 'over the cap' : '',
    ]),
  )
}

function turnsInWords({ hotUntilOn, toHot, coolingSinceOn, coolingOn, coldOn, warmAgainOn }: Why): string[] {
  const heat =
    hotUntilOn === null
      ? `To hot: ${counted(toHot.points, 'point')}${toHot.needsIntent ? ' and a fresh intent' : ''}.`
      : `Hot until ${hotUntilOn}.`
  const days = [
    ['Cooling since', coolingSinceOn],
    ['Cooling from', coolingOn],
    ['Cold from', coldOn],
    ['Warm again from', warmAgainOn],
  ] as const
  return [heat, ...days.flatMap(([what, day]) => (day === null ? [] : [`${what} ${day}.`]))]
}

function causeInWords({ type, kind, since }: Why['crossings'][number]['cause']): string {
  switch (type) {
    case 'signal':
      return (kind ?? '').replaceAll('_', ' ')
    case 'not_now':
      return `said not now on ${since}`
    case 'silence':
      return `silence since ${since}`
    case 'not_now_wears_off':
      return `the “not now” of ${since} wears off`
  }
}
