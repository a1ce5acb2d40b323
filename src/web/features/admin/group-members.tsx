import { useQuery } from '@tanstack/react-query'
import { today } from '../../shared/format.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { fetchUsers } from './admin-api.ts'

function isNotOver({ validTo }: { readonly validTo: string | null }): boolean {
  return validTo === null || validTo >= today()
}

/** Who is in a group or will be, by name. */
export function GroupMembers({ groupId }: { groupId: string }) {
  const words = useTexts().admin.units
  const { data } = useQuery({ queryKey: ['users'], queryFn: async ({ signal }) => fetchUsers(signal) })
  if (data === undefined) return null
  const names = data.items
    .filter(({ disabled, orgUnitIds }) => !disabled && orgUnitIds.includes(groupId))
    .filter(({ postDays }) => postDays.every((one) => one.orgUnitId !== groupId || isNotOver(one)))
    .map(({ displayName }) => displayName)
  return (
    <p className="tree__members">{names.length === 0 ? words.noMembers : words.members(names.join(', '))}</p>
  )
}
