import { useState } from 'react'
import type { AssuranceLevel, IdentityProviderView } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Select, TextField } from '../../shared/ui/field.tsx'
import { FormDialog } from '../../shared/ui/form-dialog.tsx'
import { GIVEN_ROLES } from './given-roles.ts'
import { PairRows } from './pair-rows.tsx'
import { useSaving } from './use-saving.ts'

const KINDS: readonly IdentityProviderView['kind'][] = ['staff', 'citizen']
const LEVELS: readonly AssuranceLevel[] = ['low', 'substantial', 'high']

/** What a value must look like, by the name of its field. */
const SHAPES = {
  name: /\S/,
  issuer: /^https?:\/\/\S+$/,
  clientId: /\S/,
  secretName: /^[A-Z][A-Z0-9_]{0,49}$/,
  groupsClaim: /^[\w:./-]{1,200}$/,
  askedLevels: /^[ -~]*$/,
} as const
type Field = keyof typeof SHAPES
const FIELDS = Object.keys(SHAPES) as Field[]

type Draft = Omit<IdentityProviderView, 'id' | 'version'>
const EMPTY: Draft = {
  kind: 'staff',
  name: '',
  issuer: '',
  clientId: '',
  secretName: '',
  groupsClaim: 'groups',
  rolesByGroup: [],
  askedLevels: '',
  levelNames: [],
}

interface Properties {
  readonly provider: IdentityProviderView | undefined
  readonly onClose: () => void
}

export function ProviderForm({ provider, onClose }: Properties) {
  const words = useTexts().providers
  const [draft, setDraft] = useState<Draft>(provider ?? EMPTY)
  const [checked, setChecked] = useState(false)
  const saving = useSaving('identity-providers', onClose)
  const isUsable = FIELDS.every((field) => SHAPES[field].test(draft[field]))
  return (
    <FormDialog
      wide
      title={provider === undefined ? words.create : words.editTitle(provider.name)}
      error={saving.error}
      pending={saving.isPending}
      onSubmit={() => {
        setChecked(true)
        if (isUsable) saving.mutate({ record: provider, body: bodyOf(draft, provider === undefined) })
      }}
      onClose={onClose}
    >
      <Select
        label={words.kind}
        hint={words.kindHint}
        value={draft.kind}
        disabled={provider !== undefined}
        onChange={(event) => {
          setDraft({ ...draft, kind: event.target.value as Draft['kind'] })
        }}
      >
        {KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {words.kinds[kind]}
          </option>
        ))}
      </Select>
      <TextFields
        draft={draft}
        isKnown={provider !== undefined}
        errorOf={(field) =>
          checked && !SHAPES[field].test(draft[field]) ? 'invalid' : saving.faultOf(field)
        }
        onChange={setDraft}
      />
      <Mappings draft={draft} onChange={setDraft} />
    </FormDialog>
  )
}

/** Rows that were left empty say nothing; kind and issuer are given once. */
function bodyOf(draft: Draft, isNew: boolean) {
  const { kind, issuer, ...changeable } = draft
  const isStaff = kind === 'staff'
  const body = {
    ...changeable,
    rolesByGroup: isStaff ? draft.rolesByGroup.filter(({ group }) => group.trim() !== '') : [],
    levelNames: draft.levelNames.filter(({ acr }) => acr.trim() !== ''),
  }
  return isNew ? { ...body, kind, issuer } : body
}

interface PartProperties {
  readonly draft: Draft
  readonly onChange: (draft: Draft) => void
}

interface FieldsProperties extends PartProperties {
  readonly isKnown: boolean
  /** A sentence of the server, or `invalid` for what the form itself refuses. */
  readonly errorOf: (field: Field) => string | undefined
}

function TextFields({ draft, isKnown, errorOf, onChange }: FieldsProperties) {
  const { admin, providers: words } = useTexts()
  const labels: Readonly<Record<Field, readonly [label: string, hint?: string]>> = {
    name: [words.name, words.nameHint],
    issuer: [words.issuer, words.issuerHint],
    clientId: [words.clientId],
    secretName: [words.secretName, words.secretNameHint],
    groupsClaim: [words.groupsClaim],
    askedLevels: [words.askedLevels, words.askedLevelsHint],
  }
  const shown = draft.kind === 'staff' ? FIELDS : FIELDS.filter((field) => field !== 'groupsClaim')
  const said = (field: Field): string | undefined => {
    const error = errorOf(field)
    if (error !== 'invalid') return error
    return draft[field] === '' ? admin.missing : admin.invalid
  }
  return shown.map((field) => {
    const [label, hint] = labels[field]
    return (
      <TextField
        key={field}
        label={label}
        hint={hint}
        autoComplete="off"
        spellCheck={false}
        required={field !== 'askedLevels'}
        readOnly={isKnown && field === 'issuer'}
        data-autofocus={field === 'name' ? true : undefined}
        error={said(field)}
        value={draft[field]}
        onChange={(event) => {
          onChange({ ...draft, [field]: event.target.value })
        }}
      />
    )
  })
}

function Mappings({ draft, onChange }: PartProperties) {
  const { common, providers: words } = useTexts()
  return (
    <>
      {draft.kind === 'staff' && (
        <PairRows
          legend={words.groups}
          hint={words.groupsHint}
          keyLabel={words.group}
          valueLabel={words.role}
          rows={draft.rolesByGroup.map(({ group, role }) => [group, role] as const)}
          values={GIVEN_ROLES.map((role) => [role, common.roles[role]] as const)}
          onChange={(rows) => {
            onChange({ ...draft, rolesByGroup: rows.map(([group, role]) => ({ group, role })) })
          }}
        />
      )}
      <PairRows
        legend={words.levelNames}
        hint={words.levelNamesHint}
        keyLabel={words.acr}
        valueLabel={words.level}
        rows={draft.levelNames.map(({ acr, level }) => [acr, level] as const)}
        values={LEVELS.map((level) => [level, words.levels[level]] as const)}
        onChange={(rows) => {
          onChange({ ...draft, levelNames: rows.map(([acr, level]) => ({ acr, level })) })
        }}
      />
    </>
  )
}
