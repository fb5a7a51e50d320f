import { insertStaff } from "@/db/queries/staff";
import { AddStaff } from "@/domain/input/staff";
import { defineChange } from "@/server/change";
import { ofStaff } from "../audit";

export const addStaff = defineChange({
  permission: "staff.add",
  input: AddStaff,

  async write(tx, { email, role }) {
    const { id } = await insertStaff(tx, { email, role });
    return { data: { id }, audit: { action: "staff.add", ...ofStaff(id), after: { email, role } } };
  },
});
