type Props = { name: string; value: string | number; label: string; isSelected: boolean };

/** The checkbox of a row, within a `Selection`. */
export function SelectRow({ name, value, label, isSelected }: Props) {
  return (
    <input
      type="checkbox"
      name={name}
      value={value}
      aria-label={`Select ${label}`}
      defaultChecked={isSelected}
      className="block size-4 accent-accent"
    />
  );
}
