/** Why something was done, and by whom, under what was done. */
export function Because({ reason, actor }: { reason: string; actor: string | null }) {
  const words = actor === null ? reason : `${reason}, ${actor}`;
  return (
    <span className="block max-w-56 truncate text-small text-text-muted" title={words}>
      {words}
    </span>
  );
}
