import type { Why } from '../../shared/contract/temperature.contract.ts'
import { needed } from './arguments.ts'
import { findLead } from './find-lead.ts'
import { table } from './output.ts'
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
    parts: parts.map(({ signal, kind, on, points, today, isOverCap, endsOn }) => ({
      signal,
      kind,
      day: on,
      points,
      today,
      overCap: isOverCap,
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
  const { on, score, temperature, isHot, isCooling, pin, parts, coolingOn, coldOn, hotUntilOn, toHot } = why
  const marks = [isHot ? 'hot' : '', isCooling ? 'cooling' : ''].filter((mark) => mark !== '')
  const lines = [`${on}: ${[temperature, ...marks].join(', ')}, score ${score}`]
  if (pin !== null) lines.push(`Pinned ${pin.temperature} until ${pin.untilOn}: ${pin.reason}`)
  if (parts.length > 0)
    lines.push(
      table(
        ['signal', 'day', 'points', 'today', 'ends'],
        parts.map(({ kind, on: day, points, today, endsOn }) => [
          kind.replaceAll('_', ' '),
          day,
          points,
          today,
          endsOn,
        ]),
      ),
    )
  if (hotUntilOn !== null) lines.push(`Hot until ${hotUntilOn}.`)
  else lines.push(`To hot: ${toHot.points} points${toHot.needsIntent ? ' and a fresh intent' : ''}.`)
  if (coolingOn !== null) lines.push(`Cooling from ${coolingOn}.`)
  if (coldOn !== null) lines.push(`Cold from ${coldOn}.`)
  return lines.join('\n')
}
