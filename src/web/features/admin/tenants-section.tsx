import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTexts } from '../../shared/preferences.tsx'
import { Loaded } from '../../shared/ui/loaded.tsx'
import { fetchTenants } from './admin-api.ts'
import { SectionTitle } from './section-title.tsx'
import { TenantForm } from './tenant-form.tsx'

/** The cities of the installation, for those who run it. */
export function TenantsSection() {
  const { admin } = useTexts()
  const words = admin.tenants
  const tenants = useQuery({ queryKey: ['tenants'], queryFn: async ({ signal }) => fetchTenants(signal) })
  const [creating, setCreating] = useState(false)
  return (
    <>
      <SectionTitle
        words={words}
        onCreate={() => {
          setCreating(true)
        }}
      />
      <p>{words.intro}</p>
      <Loaded query={tenants}>
        {({ items }) => (
          <div className="table-scroll" tabIndex={0} role="region" aria-label={words.title}>
            <table className="table table--stacked">
              <thead>
                <tr>
                  <th scope="col">{words.name}</th>
                  <th scope="col">{words.prefix}</th>
                  <th scope="col">{words.citizenPage}</th>
                </tr>
              </thead>
              <tbody>
                {items.map(({ id, name, slug, receiptPrefix }) => (
                  <tr key={id}>
                    <th scope="row">{name}</th>
                    <td className="table__code" data-label={words.prefix}>
                      {receiptPrefix}
                    </td>
                    <td data-label={words.citizenPage}>
                      <a href={`/abgabe/${slug}`}>{`/abgabe/${slug}`}</a>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Loaded>
      {creating && (
        <TenantForm
          onClose={() => {
            setCreating(false)
          }}
        />
      )}
    </>
  )
}
