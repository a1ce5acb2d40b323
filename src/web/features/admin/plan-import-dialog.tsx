import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { PlanImportPreview } from '../../shared/api/types.ts'
import { useAnnounce } from '../../shared/live.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Dialog } from '../../shared/ui/dialog.tsx'
import { Alert, Loading } from '../../shared/ui/feedback.tsx'
import { Select } from '../../shared/ui/field.tsx'
import { FileDrop } from '../../shared/ui/file-drop.tsx'
import { importPlan, previewPlanImport, type PlanTable } from './plan-api.ts'
import { PlanDifferences } from './plan-differences.tsx'

const MAX_FILE_BYTES = 3_000_000

interface Chosen {
  readonly name: string
  readonly text: string
}

/** Shows what a table would change in the filing plan, line by line, and takes it over when told so. */
export function PlanImportDialog({ onClose }: { onClose: () => void }) {
  const { filing } = useTexts()
  const [chosen, setChosen] = useState<Chosen>()
  const [missing, setMissing] = useState<PlanTable['missing']>('keep')
  const [fault, setFault] = useState<string>()
  const choose = async (file: File | undefined) => {
    if (file === undefined) return
    const isTooLarge = file.size > MAX_FILE_BYTES
    setFault(isTooLarge ? filing.tooLarge : undefined)
    setChosen(isTooLarge ? undefined : { name: file.name, text: textOf(await file.arrayBuffer()) })
  }
  return (
    <Dialog title={filing.importTitle} onClose={onClose} wide>
      <div className="stack stack--wide">
        <p>{filing.importIntro}</p>
        <FileDrop
          label={filing.file}
          title={chosen?.name ?? filing.file}
          hint={filing.fileHint}
          error={fault}
          onFiles={(files) => {
            void choose(files[0])
          }}
        />
        <Select
          label={filing.missing}
          value={missing}
          onChange={(event) => {
            setMissing(event.target.value === 'end' ? 'end' : 'keep')
          }}
        >
          <option value="keep">{filing.missingKeep}</option>
          <option value="end">{filing.missingEnd}</option>
        </Select>
        {chosen === undefined ? null : <Preview table={{ text: chosen.text, missing }} onClose={onClose} />}
      </div>
    </Dialog>
  )
}

/** Spreadsheet programs write UTF-8, or in older versions Windows-1252. */
function textOf(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

function Preview({ table, onClose }: { table: PlanTable; onClose: () => void }) {
  const texts = useTexts()
  const { data, error } = useQuery({
    queryKey: ['filing-plan', 'import', table],
    queryFn: async ({ signal }) => previewPlanImport(table, signal),
    retry: false,
    gcTime: 0,
  })
  if (error !== null) return <Alert tone="danger" urgent title={problemText(error, texts)} />
  if (data === undefined) return <Loading />
  if (data.fault !== null) return <Alert tone="danger" urgent title={data.fault} />
  return <TakeOver table={table} preview={data} onClose={onClose} />
}

function TakeOver({
  table,
  preview,
  onClose,
}: {
  table: PlanTable
  preview: PlanImportPreview
  onClose: () => void
}) {
  const texts = useTexts()
  const { common, filing } = texts
  const client = useQueryClient()
  const announce = useAnnounce()
  const { mutate, error, isPending } = useMutation({
    mutationFn: async () => importPlan(table, preview.seal),
    onSuccess: ({ added, changed, ended }) => {
      announce(filing.takenOver(added, changed, ended))
      onClose()
    },
    onSettled: async () => client.invalidateQueries({ queryKey: ['filing-plan'] }),
  })
  const isFaulty = preview.differences.some(({ outcome }) => outcome === 'faulty')
  const changesSome = preview.differences.some(({ changes }) => changes.length > 0)
  return (
    <>
      <PlanDifferences differences={preview.differences} />
      {isFaulty && <Alert tone="warning" title={filing.mendFirst} />}
      {!isFaulty && !changesSome && <Alert tone="info" title={filing.noDifference} />}
      {error !== null && <Alert tone="danger" urgent title={problemText(error, texts)} />}
      <div className="button-row">
        <Button
          kind="primary"
          disabled={isFaulty || !changesSome || isPending}
          onClick={() => {
            mutate()
          }}
        >
          {filing.takeOver}
        </Button>
        <Button onClick={onClose}>{common.cancel}</Button>
      </div>
    </>
  )
}
