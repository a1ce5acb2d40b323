import type { CaseFileView } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { ReasonedDialog } from './reasoned-dialog.tsx'
import { useFileChange } from './use-file-change.ts'

interface Properties {
  readonly file: CaseFileView
  readonly documentId: string
  readonly onClose: () => void
}

export function VoidDocumentDialog({ file, documentId, onClose }: Properties) {
  const { files } = useTexts()
  const change = useFileChange(file.id, 'void-document', onClose)
  return (
    <ReasonedDialog
      title={files.voidDocument}
      submitLabel={files.voidDocument}
      error={change.error}
      pending={change.isPending}
      onReason={(reason) => {
        change.mutate({ documentId, reason })
      }}
      onClose={onClose}
    >
      <p className="kern-hint">{files.voidHint}</p>
    </ReasonedDialog>
  )
}
