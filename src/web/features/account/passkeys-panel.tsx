import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { PasskeyView } from '../../shared/api/types.ts'
import { formatDay, formatInstant } from '../../shared/format.ts'
import { knowsPasskeys } from '../../shared/passkeys.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { SESSION_KEY } from '../../shared/session.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Loaded } from '../../shared/ui/loaded.tsx'
import { fetchPasskeys } from './account-api.ts'
import { AddPasskeyDialog, RemovePasskeyDialog, RenamePasskeyDialog } from './passkey-dialogs.tsx'

export function PasskeysPanel() {
  const words = useTexts().account.passkeys
  const client = useQueryClient()
  const [adding, setAdding] = useState(false)
  const passkeys = useQuery({
    queryKey: ['account', 'passkeys'],
    queryFn: async ({ signal }) => fetchPasskeys(signal),
  })
  const close = async () => {
    setAdding(false)
    await client.invalidateQueries({ queryKey: ['account'] })
    await client.invalidateQueries({ queryKey: SESSION_KEY })
  }
  return (
    <section className="account-page__part" aria-labelledby="konto-passkeys">
      <h2 id="konto-passkeys">{words.title}</h2>
      <p>{words.intro}</p>
      <Loaded query={passkeys}>
        {({ items }) => (items.length === 0 ? <p>{words.none}</p> : <PasskeyTable passkeys={items} />)}
      </Loaded>
      {knowsPasskeys() ? (
        <Button
          icon="plus"
          onClick={() => {
            setAdding(true)
          }}
        >
          {words.add}
        </Button>
      ) : (
        <p>{words.notHere}</p>
      )}
      {adding && <AddPasskeyDialog onClose={() => void close()} />}
    </section>
  )
}

function PasskeyTable({ passkeys }: { passkeys: readonly PasskeyView[] }) {
  const words = useTexts().account.passkeys
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={words.title}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.created}</th>
            <th scope="col">{words.lastUsed}</th>
            <th scope="col">
              <span className="kern-sr-only">{words.actions}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {passkeys.map((passkey) => (
            <PasskeyRow key={passkey.id} passkey={passkey} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function PasskeyRow({ passkey }: { passkey: PasskeyView }) {
  const words = useTexts().account.passkeys
  const client = useQueryClient()
  const [opened, setOpened] = useState<'rename' | 'remove'>()
  const { name, createdAt, lastUsedAt } = passkey
  const close = async () => {
    setOpened(undefined)
    await client.invalidateQueries({ queryKey: ['account'] })
  }
  const Dialog = opened === 'rename' ? RenamePasskeyDialog : RemovePasskeyDialog
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{formatDay(createdAt)}</td>
      <td>{lastUsedAt === null ? words.neverUsed : formatInstant(lastUsedAt)}</td>
      <td className="table__actions">
        <Button
          className="button--small"
          aria-label={words.renameOf(name)}
          onClick={() => {
            setOpened('rename')
          }}
        >
          {words.rename}
        </Button>
        <Button
          className="button--small"
          icon="trash"
          aria-label={words.removeOf(name)}
          onClick={() => {
            setOpened('remove')
          }}
        >
          {words.remove}
        </Button>
        {opened !== undefined && <Dialog passkey={passkey} onClose={() => void close()} />}
      </td>
    </tr>
  )
}
