import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useAnnounce } from '../../shared/live.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { Check } from '../../shared/ui/field.tsx'
import { GIVEN_ROLES } from './given-roles.ts'
import { fetchSignInRules, setSignInRules } from './admin-api.ts'

/** A scanning station sends with a token. */
const ROLES = GIVEN_ROLES.filter((role) => role !== 'scanner')
const KEY = ['sign-in-rules']

/** Of which roles a second factor is demanded; counts at once, also for those who are signed in. */
export function SecondFactorRules() {
  const texts = useTexts()
  const words = texts.account.secondFactor
  const announce = useAnnounce()
  const client = useQueryClient()
  const { data } = useQuery({ queryKey: KEY, queryFn: async ({ signal }) => fetchSignInRules(signal) })
  const saving = useMutation({
    mutationFn: setSignInRules,
    onSuccess: () => {
      announce(texts.common.saved)
    },
    onError: (error) => {
      announce(problemText(error, texts), 'danger')
    },
    onSettled: async () => client.invalidateQueries({ queryKey: KEY }),
  })
  if (data === undefined) return null
  const demanded = data.secondFactorRoles
  return (
    <fieldset className="choice choice--columns second-factor-rules">
      <legend className="kern-label">{words.rules}</legend>
      {ROLES.map((role) => (
        <Check
          key={role}
          label={texts.common.roles[role]}
          checked={demanded.includes(role)}
          disabled={saving.isPending}
          onChange={() => {
            const others = demanded.filter((one) => one !== role)
            saving.mutate({ secondFactorRoles: demanded.includes(role) ? others : [...others, role] })
          }}
        />
      ))}
    </fieldset>
  )
}
