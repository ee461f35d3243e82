import { expect, test } from "bun:test";
import { chmodSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { localcode } from "../support/localcode.ts";
import { tempFolder } from "../support/temp.ts";

test("hardware shows what decides which models fit", async () => {
  using folder = await tempFolder({
    "bin/nvidia-smi": "#!/bin/sh\necho 'NVIDIA L4, 23034, 22000, 570.1'\n",
  });
  chmodSync(join(folder.path, "bin/nvidia-smi"), 0o755);
  const env = { PATH: `${folder.path}/bin:${process.env.PATH}` };
  const { code, out } = await localcode(["hardware", "--json"], { cwd: folder.path, env });
  const rows: readonly Record<string, unknown>[] = JSON.parse(out);
  expect([code, rows.map(({ part }) => part)]).toEqual([0, ["processor", "memory", "GPU", "disk"]]);
  expect(rows[0]?.name).toEndWith(`, ${availableParallelism()} cores`);
  expect(rows[2]).toEqual({ part: "GPU", name: "NVIDIA L4, driver 570.1", GB: 24.2, freeGB: 23.1 });
  for (const row of [rows[1], rows[3]]) expect(Number(row?.GB)).toBeGreaterThan(0);
  expect(rows[3]?.name).toBe(join(folder.path, ".home/.local/share/localcode/models"));
});
