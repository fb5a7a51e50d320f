type Props = { name: string; logins: string[] };

/** A person with their logins beside; one who is named after a login has it once. */
export function PersonName({ name, logins }: Props) {
  const others = logins.filter((login) => login !== name).join(", ");
  return (
    <div className="flex max-w-96 gap-2" title={others ? `${name}: ${others}` : name}>
      <span className="truncate">{name}</span>
      {others && <span className="min-w-24 truncate font-normal text-text-muted">{others}</span>}
    </div>
  );
}
