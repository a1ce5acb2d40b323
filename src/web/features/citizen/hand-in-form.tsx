import { useMutation } from '@tanstack/react-query'
import { useRef, useState, type ReactNode } from 'react'
import { Link } from 'react-router'
import { randomKey } from '../../shared/api/upload.ts'
import type { PublicTenant, SubmissionReceipt } from '../../shared/api/types.ts'
import { formatPercent, formatSize } from '../../shared/format.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Alert, ErrorSummary } from '../../shared/ui/feedback.tsx'
import { TextArea, TextField } from '../../shared/ui/field.tsx'
import { FileDrop } from '../../shared/ui/file-drop.tsx'
import { PageTitle } from '../../shared/ui/page-title.tsx'
import type { Texts } from '../../shared/texts.de.ts'
import { ChosenFiles } from './chosen-files.tsx'
import { IdentityBox } from './identity-box.tsx'
import { handIn } from './citizen-api.ts'
import { formatNames } from '../../../contract/words/media-types.ts'
import { canMerge, filesToSend, type ChosenFile } from './photos/chosen-file.ts'
import { lookAtPhoto } from './photos/look-at-photo.ts'

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
  const { files, setFiles, add, isLooking } = useChosenFiles()
  const [isMerging, setIsMerging] = useState(true)
  const [fields, setFields] = useState(NO_FIELDS)
  const [fault, setFault] = useState<string>()
  const sending = useSending(tenant.slug, onReceipt)
  const submit = () => {
    const problem = faultOf(
      files.map(({ file }) => file),
      tenant,
      texts,
    )
    setFault(problem)
    if (problem !== undefined) return
    const mergedName = isMerging && canMerge(files, tenant.maxFileBytes) ? citizen.photos.fileName : undefined
    sending.mutate({ files, mergedName, fields: { ...fields, followUpCode } })
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
              void add(added)
            }}
          />
          <CameraInput onFiles={(added) => void add(added)} />
          <ChosenFiles
            files={files}
            isMerging={isMerging}
            maxFileBytes={tenant.maxFileBytes}
            onChange={setFiles}
            onMerging={setIsMerging}
          />
        </div>
        <PersonFields fields={fields} isAsked={isAsked} onChange={setFields} />
        <p className="kern-hint">{citizen.privacy}</p>
        <Button kind="primary" type="submit" icon="arrow-right" disabled={sending.isPending || isLooking}>
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

interface Sent {
  readonly files: readonly ChosenFile[]
  /** Of the PDF that all photos go into; without it each goes by itself. */
  readonly mergedName: string | undefined
  readonly fields: Readonly<Record<string, string | undefined>>
}

function useSending(slug: string, onReceipt: (receipt: SubmissionReceipt) => void) {
  const [share, setShare] = useState(0)
  const keyFor = useKeyForContent()
  const sending = useMutation({
    mutationFn: async ({ files, mergedName, fields }: Sent) =>
      handIn(slug, {
        files: await filesToSend(files, mergedName),
        fields,
        idempotencyKey: keyFor({ files: files.map(({ id, turn }) => [id, turn]), mergedName, fields }),
        onProgress: setShare,
      }),
    onSuccess: onReceipt,
  })
  return { ...sending, share }
}

/** One key as long as the same is sent: whoever tries again after a broken line hands it in once. */
function useKeyForContent(): (content: unknown) => string {
  const last = useRef({ content: '', key: '' })
  return (content) => {
    const sent = JSON.stringify(content)
    if (last.current.content !== sent) last.current = { content: sent, key: randomKey() }
    return last.current.key
  }
}

/** Files in the order in which they were chosen; each photo is looked at before it is shown. */
function useChosenFiles() {
  const [files, setFiles] = useState<readonly ChosenFile[]>([])
  const [looking, setLooking] = useState(0)
  const nextId = useRef(0)
  const add = async (added: readonly File[]) => {
    const looked: ChosenFile[] = []
    setLooking((count) => count + 1)
    for (const file of added) {
      const photo = await lookAtPhoto(file)
      nextId.current += 1
      looked.push({ id: nextId.current, file, turn: 0, ...(photo === undefined ? {} : { photo }) })
    }
    setFiles((before) => [...before, ...looked])
    setLooking((count) => count - 1)
  }
  return { files, setFiles, add, isLooking: looking > 0 }
}

/** Opens the camera of a telephone at once. */
function CameraInput({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const { photos } = useTexts().citizen
  return (
    <p className="citizen__camera">
      <input
        id="foto"
        type="file"
        accept="image/*"
        capture="environment"
        className="file-drop__input"
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      <label className="kern-btn kern-btn--secondary file-drop__label" htmlFor="foto">
        <span className="kern-label">{photos.take}</span>
      </label>
    </p>
  )
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
