import { IconDots, IconMail, IconMessage, IconPhone, IconUsers } from '@tabler/icons-react'
import type { Channel } from '../../../shared/domain/follow-ups/channel.ts'

const icons = {
  mail: IconMail,
  call: IconPhone,
  message: IconMessage,
  meeting: IconUsers,
  other: IconDots,
} as const satisfies Record<Channel, unknown>

/** The way a touch goes as a small picture; stands beside words and says nothing itself. */
export function ChannelIcon({ channel, size = 16 }: { channel: Channel; size?: number }) {
  const Icon = icons[channel]
  return <Icon size={size} stroke={1.5} aria-hidden className="lb-icon" />
}
