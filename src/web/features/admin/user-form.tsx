import { useState } from 'react'
import type { Role, UserView } from '../../shared/api/types.ts'
import { unitLabel, useOrgUnits } from '../../shared/master-data.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Check, FieldError, TextField } from '../../shared/ui/field.tsx'
import { FormDialog } from '../../shared/ui/form-dialog.tsx'
import { GIVEN_ROLES } from './given-roles.ts'
import { postDaysBody, postDaysDraft, PostDaysFields, type PostDaysDraft } from './post-days.tsx'
import { ResetFactorButton } from './reset-factor-button.tsx'
import { useSaving } from './use-saving.ts'

/** The server's rules, told before the trip. */
const USERNAME = /^[a-z0-9][a-z0-9._-]{1,63}$/
const MIN_PASSWORD_LENGTH = 12

interface Draft {
  readonly username: string
  readonly displayName: string
  readonly password: string
  readonly roles: readonly Role[]
  readonly orgUnitIds: readonly string[]
  readonly postDays: PostDaysDraft
  readonly cleared: boolean
}

function draftOf(user: UserView | undefined): Draft {
  const {
    username = '',
    displayName = '',
    roles = ['clerk'] as const,
    orgUnitIds = [],
    cleared = false,
  } = user ?? {}
  return {
    username,
    displayName,
    password: '',
    roles,
    orgUnitIds,
    postDays: postDaysDraft(user),
    cleared,
  }
}

export function UserForm({ user, onClose }: { user: UserView | undefined; onClose: () => void }) {
  const { access, admin } = useTexts()
  const words = admin.users
  const [draft, setDraft] = useState(draftOf(user))
  const [checked, setChecked] = useState(false)
  const saving = useSaving('users', onClose)
  const faults = faultsOf(draft, user === undefined)
  const errorOf = (field: keyof typeof faults, message: string) =>
    (checked && faults[field] ? message : undefined) ?? saving.faultOf(field)
  const submit = () => {
    setChecked(true)
    if (Object.values(faults).some(Boolean)) return
    saving.mutate({ record: user, body: bodyOf(draft, user) })
  }
  return (
    <FormDialog
      wide
      title={user === undefined ? words.create : words.editTitle(user.displayName)}
      error={saving.error}
      pending={saving.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label={words.displayName}
        data-autofocus
        error={errorOf('displayName', admin.missing)}
        value={draft.displayName}
        onChange={(event) => {
          setDraft({ ...draft, displayName: event.target.value })
        }}
      />
      {user === undefined && (
        <TextField
          label={words.username}
          hint={words.usernameHint}
          autoCapitalize="none"
          spellCheck={false}
          error={errorOf('username', admin.invalid)}
          value={draft.username}
          onChange={(event) => {
            setDraft({ ...draft, username: event.target.value })
          }}
        />
      )}
      <TextField
        label={user === undefined ? words.password : words.newPassword}
        hint={user === undefined ? words.passwordHint : words.newPasswordHint}
        type="password"
        autoComplete="new-password"
        error={errorOf('password', words.passwordHint)}
        value={draft.password}
        onChange={(event) => {
          setDraft({ ...draft, password: event.target.value })
        }}
      />
      <RoleChoice draft={draft} onChange={setDraft} error={errorOf('roles', words.missingRole)} />
      <UnitChoice draft={draft} onChange={setDraft} />
      <PostDaysFields
        orgUnitIds={draft.orgUnitIds}
        draft={draft.postDays}
        error={saving.faultOf('postDays')}
        onChange={(postDays) => {
          setDraft({ ...draft, postDays })
        }}
      />
      <Check
        label={access.cleared}
        checked={draft.cleared}
        onChange={() => {
          setDraft({ ...draft, cleared: !draft.cleared })
        }}
      />
      {user !== undefined && <ResetFactorButton user={user} />}
    </FormDialog>
  )
}

function faultsOf(draft: Draft, isNew: boolean) {
  const passwordIsShort = draft.password.length < MIN_PASSWORD_LENGTH
  return {
    username: isNew && !USERNAME.test(draft.username),
    displayName: draft.displayName.trim() === '',
    password: passwordIsShort && (isNew || draft.password !== ''),
    roles: draft.roles.length === 0,
  }
}

function bodyOf(
  { username, password, displayName, roles, orgUnitIds, cleared, ...draft }: Draft,
  user: UserView | undefined,
) {
  const postDays = postDaysBody(draft.postDays, orgUnitIds)
  const shared = { displayName: displayName.trim(), roles, orgUnitIds, postDays, cleared }
  if (user === undefined) return { ...shared, username, password }
  return password === '' ? shared : { ...shared, password }
}

interface ChoiceProperties {
  readonly draft: Draft
  readonly onChange: (draft: Draft) => void
}

function toggled<T>(values: readonly T[], value: T): readonly T[] {
  return values.includes(value) ? values.filter((one) => one !== value) : [...values, value]
}

function RoleChoice({ draft, onChange, error }: ChoiceProperties & { error: string | undefined }) {
  const { admin, common } = useTexts()
  return (
    <fieldset className="choice choice--columns">
      <legend className="kern-label">{admin.users.roles}</legend>
      {GIVEN_ROLES.map((role) => (
        <Check
          key={role}
          label={common.roles[role]}
          checked={draft.roles.includes(role)}
          onChange={() => {
            onChange({ ...draft, roles: toggled(draft.roles, role) })
          }}
        />
      ))}
      {error !== undefined && <FieldError>{error}</FieldError>}
    </fieldset>
  )
}

function UnitChoice({ draft, onChange }: ChoiceProperties) {
  const { admin } = useTexts()
  const units = useOrgUnits()
  return (
    <fieldset className="choice choice--scroll">
      <legend className="kern-label">{admin.users.units}</legend>
      {units.map((unit) => (
        <Check
          key={unit.id}
          label={unitLabel(unit)}
          checked={draft.orgUnitIds.includes(unit.id)}
          onChange={() => {
            onChange({ ...draft, orgUnitIds: toggled(draft.orgUnitIds, unit.id) })
          }}
        />
      ))}
    </fieldset>
  )
}
