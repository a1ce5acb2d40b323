import { useQuery } from '@tanstack/react-query'
import { useToday } from '../../shared/now.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { fetchUsers } from './admin-api.ts'

/** Who is in a group or will be, by name. */
export function GroupMembers({ groupId }: { groupId: string }) {
  const words = useTexts().admin.units
  const today = useToday()
  const { data } = useQuery({ queryKey: ['users'], queryFn: async ({ signal }) => fetchUsers(signal) })
  if (data === undefined) return null
  const names = data.items
    .filter(({ disabled, orgUnitIds }) => !disabled && orgUnitIds.includes(groupId))
    .filter(({ postDays }) =>
      postDays.every(({ orgUnitId, validTo }) => orgUnitId !== groupId || (validTo ?? today) >= today),
    )
    .map(({ displayName }) => displayName)
  return (
    <p className="tree__members">{names.length === 0 ? words.noMembers : words.members(names.join(', '))}</p>
  )
}
