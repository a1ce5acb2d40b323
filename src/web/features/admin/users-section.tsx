import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { UserView } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Badge } from '../../shared/ui/badge.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { LoadFailure, Loading } from '../../shared/ui/feedback.tsx'
import { fetchUsers } from './admin-api.ts'
import { Posts } from './post-days.tsx'
import { SecondFactorRules } from './second-factor-rules.tsx'
import { SectionTitle } from './section-title.tsx'
import { UserForm } from './user-form.tsx'
import { useSaving } from './use-saving.ts'

export function UsersSection() {
  const { admin } = useTexts()
  const words = admin.users
  const [edited, setEdited] = useState<UserView | 'new'>()
  const { data, error, refetch } = useQuery({
    queryKey: ['users'],
    queryFn: async ({ signal }) => fetchUsers(signal),
  })
  return (
    <>
      <SectionTitle
        words={words}
        onCreate={() => {
          setEdited('new')
        }}
      />
      {data === undefined && error === null && <Loading />}
      {error !== null && <LoadFailure error={error} retry={() => void refetch()} />}
      <div className="table-scroll" tabIndex={0} role="region" aria-label={words.title}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{words.displayName}</th>
              <th scope="col">{words.username}</th>
              <th scope="col">{words.roles}</th>
              <th scope="col">{words.units}</th>
              <th scope="col">{words.state}</th>
              <th scope="col">
                <span className="kern-sr-only">{admin.title}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {data?.items.map((user) => (
              <UserRow key={user.id} user={user} onEdit={setEdited} />
            ))}
          </tbody>
        </table>
      </div>
      <SecondFactorRules />
      {edited !== undefined && (
        <UserForm
          user={edited === 'new' ? undefined : edited}
          onClose={() => {
            setEdited(undefined)
          }}
        />
      )}
    </>
  )
}

function UserRow({ user, onEdit }: { user: UserView; onEdit: (user: UserView) => void }) {
  const { admin, common } = useTexts()
  const saving = useSaving('users')
  return (
    <tr>
      <th scope="row">{user.displayName}</th>
      <td className="table__code">{user.username}</td>
      <td>{user.roles.map((role) => common.roles[role]).join(', ')}</td>
      <td>
        <Posts user={user} />
      </td>
      <td>
        <Badge tone={user.disabled ? 'neutral' : 'success'} icon={user.disabled ? 'lock' : 'check'}>
          {user.disabled ? admin.users.disabled : admin.users.active}
        </Badge>
      </td>
      <td className="table__actions">
        <Button
          className="button--small"
          icon="pencil"
          aria-label={`${common.edit}: ${user.displayName}`}
          onClick={() => {
            onEdit(user)
          }}
        >
          {common.edit}
        </Button>
        <Button
          kind="tertiary"
          className="button--small"
          aria-label={`${user.disabled ? admin.users.enable : admin.users.disable}: ${user.displayName}`}
          disabled={saving.isPending}
          onClick={() => {
            saving.mutate({ record: user, body: { disabled: !user.disabled } })
          }}
        >
          {user.disabled ? admin.users.enable : admin.users.disable}
        </Button>
      </td>
    </tr>
  )
}
