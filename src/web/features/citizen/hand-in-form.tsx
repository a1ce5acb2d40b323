import { useMutation } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { Link } from 'react-router'
import { randomKey } from '../../shared/api/upload.ts'
import type { PublicTenant, SubmissionReceipt } from '../../shared/api/types.ts'
import { formatPercent, formatSize } from '../../shared/format.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { Button, IconButton } from '../../shared/ui/button.tsx'
import { Alert, ErrorSummary } from '../../shared/ui/feedback.tsx'
import { TextArea, TextField } from '../../shared/ui/field.tsx'
import { FileDrop } from '../../shared/ui/file-drop.tsx'
import { Icon } from '../../shared/ui/icon.tsx'
import { PageTitle } from '../../shared/ui/page-title.tsx'
import type { Texts } from '../../shared/texts.de.ts'
import { IdentityBox } from './identity-box.tsx'
import { handIn } from './citizen-api.ts'
import { formatNames } from './media-types.ts'

interface Properties {
  readonly tenant: PublicTenant
  readonly onReceipt: (receipt: SubmissionReceipt) => void
  /** Title of the page and what is to be handed in; without it anything is. */
  readonly head?: ReactNode
  /** Of a request that this answers. */
  readonly followUpCode?: string
}

const FILES_FIELD = 'dateien'
const NO_FIELDS = { name: '', subject: '', reference: '', message: '' }

export function HandInForm({ tenant, onReceipt, head, followUpCode }: Properties) {
  const texts = useTexts()
  const { citizen } = texts
  const isAsked = followUpCode !== undefined
  const [files, setFiles] = useState<readonly File[]>([])
  const [fields, setFields] = useState(NO_FIELDS)
  const [fault, setFault] = useState<string>()
  const sending = useSending(tenant.slug, onReceipt)
  const submit = () => {
    const problem = faultOf(files, tenant, texts)
    setFault(problem)
    if (problem === undefined) sending.mutate({ files, fields: { ...fields, followUpCode } })
  }
  return (
    <>
      {head ?? (
        <>
          <PageTitle>{citizen.heading}</PageTitle>
          <p className="kern-body--large">{citizen.intro}</p>
        </>
      )}
      {!isAsked && <IdentityBox slug={tenant.slug} />}
      <form
        className="stack stack--wide"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        {fault !== undefined && <ErrorSummary faults={[{ fieldId: FILES_FIELD, message: fault }]} />}
        {sending.isError && <Alert tone="danger" urgent title={problemText(sending.error, texts)} />}
        <Limits tenant={tenant} />
        <div className="citizen__files">
          <FileDrop
            id={FILES_FIELD}
            label={citizen.choose}
            title={citizen.files}
            hint={citizen.drop}
            error={fault}
            onFiles={(added) => {
              setFault(undefined)
              setFiles([...files, ...added])
            }}
          />
          <ChosenFiles files={files} onChange={setFiles} />
        </div>
        <PersonFields fields={fields} isAsked={isAsked} onChange={setFields} />
        <p className="kern-hint">{citizen.privacy}</p>
        <Button kind="primary" type="submit" icon="arrow-right" disabled={sending.isPending}>
          {sending.isPending ? citizen.sending(formatPercent(sending.share)) : citizen.submit}
        </Button>
        {sending.isPending && (
          <progress
            className="citizen__progress"
            max={1}
            value={sending.share}
            aria-label={citizen.sending('')}
          />
        )}
        <Link className="kern-link" to={`/abgabe/${tenant.slug}/status`}>
          {citizen.receipt.status}
        </Link>
      </form>
    </>
  )
}

/** The key stays the same for a repeated try, so that nothing is handed in twice. */
function useSending(slug: string, onReceipt: (receipt: SubmissionReceipt) => void) {
  const [share, setShare] = useState(0)
  const [idempotencyKey] = useState(randomKey)
  const sending = useMutation({
    mutationFn: async (input: {
      files: readonly File[]
      fields: Readonly<Record<string, string | undefined>>
    }) => handIn(slug, { ...input, idempotencyKey, onProgress: setShare }),
    onSuccess: onReceipt,
  })
  return { ...sending, share }
}

function Limits({ tenant }: { tenant: PublicTenant }) {
  const { citizen } = useTexts()
  return (
    <section className="citizen__limits" aria-label={citizen.limits}>
      <h2>{citizen.limits}</h2>
      <ul>
        <li>{citizen.limitFiles(tenant.maxFiles)}</li>
        <li>{citizen.limitSize(formatSize(tenant.maxFileBytes))}</li>
        <li>{citizen.limitFormats(formatNames(tenant.mediaTypes))}</li>
        <li>{citizen.limitPassword}</li>
      </ul>
    </section>
  )
}

function ChosenFiles({
  files,
  onChange,
}: {
  files: readonly File[]
  onChange: (files: readonly File[]) => void
}) {
  const { citizen } = useTexts()
  if (files.length === 0) return null
  return (
    <ul className="citizen__chosen">
      {files.map((file, index) => (
        <li key={`${file.name} ${index}`}>
          <Icon name="document" />
          <span className="citizen__file-name">{file.name}</span>
          <span>{formatSize(file.size)}</span>
          <IconButton
            icon="trash"
            label={citizen.removeFile(file.name)}
            onClick={() => {
              onChange(files.filter((one) => one !== file))
            }}
          />
        </li>
      ))}
    </ul>
  )
}

interface PersonProperties {
  readonly fields: typeof NO_FIELDS
  /** What it is about is known then. */
  readonly isAsked: boolean
  readonly onChange: (fields: typeof NO_FIELDS) => void
}

function PersonFields({ fields, isAsked, onChange }: PersonProperties) {
  const { citizen } = useTexts()
  return (
    <>
      {!isAsked && <MatterFields fields={fields} onChange={onChange} />}
      <TextField
        label={citizen.name}
        hint={citizen.nameHint}
        required={false}
        maxLength={200}
        autoComplete="name"
        value={fields.name}
        onChange={(event) => {
          onChange({ ...fields, name: event.target.value })
        }}
      />
      <TextArea
        label={citizen.message}
        required={false}
        maxLength={5_000}
        value={fields.message}
        onChange={(event) => {
          onChange({ ...fields, message: event.target.value })
        }}
      />
    </>
  )
}

function MatterFields({ fields, onChange }: Omit<PersonProperties, 'isAsked'>) {
  const { citizen } = useTexts()
  return (
    <>
      <TextField
        label={citizen.subject}
        required={false}
        maxLength={500}
        value={fields.subject}
        onChange={(event) => {
          onChange({ ...fields, subject: event.target.value })
        }}
      />
      <TextField
        label={citizen.reference}
        hint={citizen.referenceHint}
        required={false}
        maxLength={100}
        value={fields.reference}
        onChange={(event) => {
          onChange({ ...fields, reference: event.target.value })
        }}
      />
    </>
  )
}

/** Checked before sending, so that nobody waits for a refusal. */
function faultOf(files: readonly File[], tenant: PublicTenant, { citizen }: Texts): string | undefined {
  if (files.length === 0) return citizen.missing
  if (files.length > tenant.maxFiles) return citizen.tooMany(tenant.maxFiles)
  const large = files.find((file) => file.size > tenant.maxFileBytes)
  if (large !== undefined) return citizen.tooLarge(large.name, formatSize(tenant.maxFileBytes))
  const empty = files.find((file) => file.size === 0)
  return empty === undefined ? undefined : citizen.emptyFile(empty.name)
}
