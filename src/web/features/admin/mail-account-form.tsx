import { useState } from 'react'
import type { MailAccountView } from '../../shared/api/types.ts'
import { unitLabel, useOrgUnits } from '../../shared/master-data.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Check, Select, TextField } from '../../shared/ui/field.tsx'
import { FormDialog } from '../../shared/ui/form-dialog.tsx'
import { bodyOf, draftOf, faultyFields, type AccountDraft, type TextName } from './mail-account-draft.ts'
import { useSaving } from './use-saving.ts'

interface Properties {
  readonly account: MailAccountView | undefined
  readonly onClose: () => void
}

export function MailAccountForm({ account, onClose }: Properties) {
  const { admin, mailAccounts: words } = useTexts()
  const [draft, setDraft] = useState(draftOf(account))
  const [checked, setChecked] = useState(false)
  const saving = useSaving('mail-accounts', onClose)
  const faulty = faultyFields(draft, account === undefined)
  const errorOf = (field: TextName) => {
    if (checked && faulty.includes(field)) return draft[field] === '' ? admin.missing : admin.invalid
    return saving.faultOf(field)
  }
  const change = (changed: Partial<AccountDraft>) => {
    setDraft({ ...draft, ...changed })
  }
  return (
    <FormDialog
      wide
      title={account === undefined ? words.create : words.editTitle(account.name)}
      error={saving.error}
      pending={saving.isPending}
      onSubmit={() => {
        setChecked(true)
        if (faulty.length === 0) saving.mutate({ record: account, body: bodyOf(draft, account) })
      }}
      onClose={onClose}
    >
      <Texts draft={draft} names={['name', 'host', 'port']} errorOf={errorOf} onChange={change} />
      <SecuritySelect
        label={words.security}
        value={draft.security}
        onChange={(security) => {
          change({ security })
        }}
      />
      <Texts
        draft={draft}
        names={['username', 'password', 'folder', 'doneFolder', 'errorFolder']}
        errorOf={errorOf}
        onChange={change}
      />
      <UnitSelect draft={draft} onChange={change} />
      <Check
        label={words.isActive}
        checked={draft.isActive}
        onChange={(event) => {
          change({ isActive: event.target.checked })
        }}
      />
      <Check
        label={words.acknowledge}
        checked={draft.acknowledges}
        onChange={(event) => {
          change({ acknowledges: event.target.checked })
        }}
      />
      {draft.acknowledges && (
        <>
          <p className="kern-hint">{words.acknowledgeHint}</p>
          <Texts draft={draft} names={['smtpHost', 'smtpPort', 'from']} errorOf={errorOf} onChange={change} />
          <SecuritySelect
            label={`${words.smtpHost}: ${words.security}`}
            value={draft.smtpSecurity}
            onChange={(smtpSecurity) => {
              change({ smtpSecurity })
            }}
          />
        </>
      )}
    </FormDialog>
  )
}

interface TextsProperties {
  readonly draft: AccountDraft
  readonly names: readonly TextName[]
  readonly errorOf: (field: TextName) => string | undefined
  readonly onChange: (changed: Partial<AccountDraft>) => void
}

function Texts({ draft, names, errorOf, onChange }: TextsProperties) {
  const words = useTexts().mailAccounts
  const labels: Readonly<Record<TextName, string>> = {
    name: words.name,
    host: words.host,
    port: words.port,
    username: words.username,
    password: words.password,
    folder: words.folder,
    doneFolder: words.doneFolder,
    errorFolder: words.errorFolder,
    smtpHost: words.smtpHost,
    smtpPort: `${words.smtpHost}: ${words.port}`,
    from: words.from,
  }
  return names.map((name) => (
    <TextField
      key={name}
      label={labels[name]}
      hint={name === 'password' ? words.passwordHint : undefined}
      type={name === 'password' ? 'password' : 'text'}
      inputMode={name === 'port' || name === 'smtpPort' ? 'numeric' : undefined}
      autoComplete={name === 'password' ? 'new-password' : 'off'}
      spellCheck={false}
      data-autofocus={name === 'name' ? true : undefined}
      error={errorOf(name)}
      value={draft[name]}
      onChange={(event) => {
        onChange({ [name]: event.target.value })
      }}
    />
  ))
}

const SECURITIES = ['tls', 'starttls', 'none'] as const

interface SecurityProperties {
  readonly label: string
  readonly value: AccountDraft['security']
  readonly onChange: (value: AccountDraft['security']) => void
}

function SecuritySelect({ label, value, onChange }: SecurityProperties) {
  const words = useTexts().mailAccounts
  return (
    <Select
      label={label}
      hint={words.securityHint}
      value={value}
      onChange={(event) => {
        onChange(event.target.value as AccountDraft['security'])
      }}
    >
      {SECURITIES.map((security) => (
        <option key={security} value={security}>
          {words.securities[security]}
        </option>
      ))}
    </Select>
  )
}

function UnitSelect({ draft, onChange }: Pick<TextsProperties, 'draft' | 'onChange'>) {
  const words = useTexts().mailAccounts
  return (
    <Select
      label={words.orgUnit}
      value={draft.orgUnitId}
      onChange={(event) => {
        onChange({ orgUnitId: event.target.value })
      }}
    >
      <option value="">{words.noUnit}</option>
      {useOrgUnits().map((unit) => (
        <option key={unit.id} value={unit.id}>
          {unitLabel(unit)}
        </option>
      ))}
    </Select>
  )
}
