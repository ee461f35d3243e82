import { expect, test } from "bun:test";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { auditRequest } from "../../src/session/audit.ts";
import { tempFolder } from "../support/temp.ts";

test("each request adds one line with its hash, its keys masked", async () => {
  using folder = await tempFolder();
  const path = join(folder.path, "audit.jsonl");
  const options = { path, session: "beef0001", secrets: ["a-very-secret-key-1234"] };
  const bodies = [
    { model: "x", messages: [{ role: "user", content: "a-very-secret-key-1234" }], tools: [] },
    { model: "x", messages: [], tools: [], temperature: 0.2, api_key: "short" },
  ];
  for (const body of bodies) auditRequest(body, options);
  const lines = (await Bun.file(path).text()).trimEnd().split("\n");
  const hashes = bodies.map((body) =>
    createHash("sha256").update(JSON.stringify(body)).digest("hex"),
  );
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    {
      ts: expect.any(String),
      session: "beef0001",
      sha256: hashes[0],
      messages: [{ role: "user", content: "[masked]" }],
      tools: [],
      params: { model: "x" },
    },
    {
      ts: expect.any(String),
      session: "beef0001",
      sha256: hashes[1],
      messages: [],
      tools: [],
      params: { model: "x", temperature: 0.2, api_key: "[masked]" },
    },
  ]);
});

test("an audit log that cannot be written is refused in one sentence", () => {
  const path = "/none/of/this/audit.jsonl";
  expect(() => auditRequest({}, { path, session: "", secrets: [] })).toThrow(
    `The audit log ${path} cannot be written: it does not exist. Choose another prompt_audit_path.`,
  );
});
