import { useState } from 'react'
import type { SubmissionReceipt } from '../../shared/api/types.ts'
import { HandInForm } from './hand-in-form.tsx'
import { ReceiptView } from './receipt-view.tsx'
import { TenantPage } from './tenant-page.tsx'

/** Handing in documents without an account, and the receipt in the same place. */
export function HandInPage() {
  const [receipt, setReceipt] = useState<SubmissionReceipt>()
  return (
    <TenantPage>
      {(tenant) =>
        receipt === undefined ? (
          <HandInForm tenant={tenant} onReceipt={setReceipt} />
        ) : (
          <ReceiptView
            tenant={tenant}
            receipt={receipt}
            onAgain={() => {
              setReceipt(undefined)
            }}
          />
        )
      }
    </TenantPage>
  )
}
