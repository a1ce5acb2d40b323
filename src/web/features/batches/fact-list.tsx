/** Names and values side by side. */
export function FactList({ facts }: { facts: readonly (readonly [name: string, value: string | number])[] }) {
  return (
    <dl className="batches__facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
