import { describe, expect, test } from "vitest";
import { loginInWords } from "./people";

describe("a login in words", () => {
  test("is the login if there is one, else the former login with its id, else the id", () => {
    expect(loginInWords({ login: "bob", serviceId: "5", formerLogin: "robert" })).toBe("bob");
    expect(loginInWords({ login: null, serviceId: "5", formerLogin: "bob" })).toBe("formerly bob (id 5)");
    expect(loginInWords({ login: null, serviceId: "5", formerLogin: null })).toBe("id 5");
  });
});
