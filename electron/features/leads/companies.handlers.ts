import type { FeatureHandlers } from '../../core/handlers.ts'
import { editCompany, listCompanies, readCompanyPage } from './companies.ts'

export const companiesHandlers: FeatureHandlers<'companies'> = {
  'companies.get': (context, request) => readCompanyPage(context, request),
  'companies.list': (context, request) => listCompanies(context, request),

  'companies.edit': async ({ change }, request) => {
    const { value, changeSet } = await change(
      ({ name }: { name: string }) => ({ what: 'company_edited', name }),
      'edit',
      async (trx) => editCompany(trx, request),
    )
    return { companyId: value.companyId, changeSet }
  },
}
