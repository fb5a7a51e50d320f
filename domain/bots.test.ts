import { expect, test } from "vitest";
import { botLikeLogins, humanLogins, looksLikeBot } from "@/test/bot-logins";
import { isKnownBot } from "./bots";

const ann = { service: "github", login: "ann", serviceId: "7" };

test("S4: on GitHub, logins that end in [bot], the two named logins and the eight ids are bots", () => {
  expect(isKnownBot({ ...ann, login: "Renovate[bot]" })).toBe(true);
  expect(isKnownBot({ ...ann, login: "Copilot", serviceId: null })).toBe(true);
  expect(isKnownBot({ ...ann, login: "devin-ai-integration" })).toBe(true);
  const ids = "49699333, 29139614, 157164994, 198982749, 199848969, 158243242, 231223108, 161369871".split(", ");
  for (const serviceId of ids) expect(isKnownBot({ ...ann, serviceId })).toBe(true);
  expect(isKnownBot({ ...ann, login: null, serviceId: "49699333" })).toBe(true);
});

test("S4: no other name makes a bot, nor does another host's id", () => {
  for (const login of ["k8s-ci-robot", "acme-bot", "bot", "copilots"]) {
    expect(isKnownBot({ ...ann, login })).toBe(false);
  }
  expect(isKnownBot({ ...ann, service: "gitlab", serviceId: "49699333" })).toBe(false);
  expect(isKnownBot({ ...ann, service: "bitbucket", login: "renovate[bot]" })).toBe(false);
  expect(isKnownBot({ ...ann, login: null, serviceId: null })).toBe(false);
});

test.each(botLikeLogins)("S4: %s looks like a bot's login, which suggests and decides nothing", (login) => {
  expect(looksLikeBot(login)).toBe(true);
});

test.each(humanLogins)("%s looks like a person's login", (login) => {
  expect(looksLikeBot(login)).toBe(false);
});
