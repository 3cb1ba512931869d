import { t } from '@lingui/core/macro'
import { useMemo } from 'react'
import type { OutputOf } from '../../../../../shared/contract/index.ts'
import { type ShippedSlug, type ShippedView, shippedViews } from '../../../../../shared/domain/leads/shipped-views.ts'
import type { SavedViewId } from '../../../../../shared/primitives/ids.ts'
import { useProcedure } from '../../../../api/queries.ts'
import type { OpenedDefinition } from './view-definition.ts'

/** A view that can be opened; `savedId` of those the seller made. Without a definition it does not read any more. */
export interface KnownView {
  key: string
  name: string
  definition: OpenedDefinition | undefined
  savedId: SavedViewId | undefined
}

/** The views that ship and then the seller's own, in the order of their tabs; undefined until they are known. */
export function useKnownViews(): readonly KnownView[] | undefined {
  const { data: saved } = useProcedure('views.list', {})
  return useMemo(() => saved && knownViews(saved), [saved])
}

function knownViews(saved: OutputOf<'views.list'>): readonly KnownView[] {
  const names: Record<ShippedSlug, string> = {
    all: t`All`,
    warm: t`Warm`,
    cold: t`Cold`,
    hot: t`Hot`,
    'warm-without-next-step': t`Warm without next step`,
    cooling: t`Cooling`,
    'tags-running-out': t`Tags running out`,
    'never-contacted': t`Never contacted`,
    'imported-last': t`Imported last`,
    'worth-warming': t`Cold, fit A, reason to write`,
    ready: t`Ready`,
    curious: t`Curious`,
    'warm-by-interest': t`Warm by interest`,
    neglected: t`Neglected`,
    'do-not-contact': t`Do not contact`,
  }
  return [
    ...shippedViews.map(
      (view: ShippedView & { slug: ShippedSlug }): KnownView => ({
        key: view.slug,
        name: names[view.slug],
        definition: { ...view, columns: view.columns?.map((key) => ({ key })) },
        savedId: undefined,
      }),
    ),
    ...saved.map(
      ({ id, name, definition }): KnownView => ({
        key: savedViewKey(id),
        name,
        definition: definition ?? undefined,
        savedId: id,
      }),
    ),
  ]
}

/** The key of a view that the seller saved. */
export function savedViewKey(id: SavedViewId): string {
  return `saved:${id}`
}
