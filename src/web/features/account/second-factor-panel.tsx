import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { SecondFactorView } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { SESSION_KEY } from '../../shared/session.tsx'
import { Badge } from '../../shared/ui/badge.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Alert } from '../../shared/ui/feedback.tsx'
import { Loaded } from '../../shared/ui/loaded.tsx'
import { fetchSecondFactor } from './account-api.ts'
import { RemoveFactorDialog } from './remove-factor-dialog.tsx'
import { SetUpFactorDialog } from './set-up-factor-dialog.tsx'

export function SecondFactorPanel() {
  const words = useTexts().account.secondFactor
  const factor = useQuery({
    queryKey: ['account', 'second-factor'],
    queryFn: async ({ signal }) => fetchSecondFactor(signal),
  })
  return (
    <section className="account-page__part" aria-labelledby="konto-faktor">
      <h2 id="konto-faktor">{words.title}</h2>
      <p>{words.intro}</p>
      <Loaded query={factor}>{(state) => <State state={state} />}</Loaded>
    </section>
  )
}

function State({ state }: { state: SecondFactorView }) {
  const { enabled, recoveryCodesLeft } = state
  const isMissing = isDemandedAndMissing(state)
  const words = useTexts().account.secondFactor
  const client = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  const [wasEnabled, setWasEnabled] = useState(enabled)
  const close = async () => {
    setOpen(false)
    await client.invalidateQueries({ queryKey: ['account'] })
    await client.invalidateQueries({ queryKey: SESSION_KEY })
  }
  const Dialog = wasEnabled ? RemoveFactorDialog : SetUpFactorDialog
  return (
    <>
      {isMissing && <Alert tone="warning" title={words.demanded} />}
      <p>
        <Badge tone={enabled ? 'success' : 'neutral'} icon={enabled ? 'check' : 'lock'}>
          {enabled ? words.on : words.off}
        </Badge>
        {enabled && <> {words.codesLeft(recoveryCodesLeft)}</>}
      </p>
      <Button
        onClick={() => {
          setWasEnabled(enabled)
          setOpen(true)
        }}
      >
        {enabled ? words.remove : words.setUp}
      </Button>
      {isOpen && <Dialog onClose={() => void close()} />}
    </>
  )
}

function isDemandedAndMissing({ enabled, demanded, passkeys }: SecondFactorView): boolean {
  return demanded && !enabled && passkeys === 0
}
