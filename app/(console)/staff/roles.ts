import type { Option } from "@/components/ui/field";
import { type Role, roleNames, roles } from "@/domain/permissions";

export const roleOptions: Option[] = roles.map((role) => ({ value: role, label: roleNames[role] }));

/** What a select of these options sent; the action refuses anything else. */
export function roleFrom(value: string | undefined): Role {
  return value as Role;
}
