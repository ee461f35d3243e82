import { expect, test } from "bun:test";
import { chmodSync } from "node:fs";
import { join } from "node:path";
import { findGpus } from "../../src/runtimes/gpus.ts";
import { tempFolder } from "../support/temp.ts";

const answer = `#!/bin/sh
case "$*" in "--query-gpu=name,memory.total,memory.free,driver_version --format=csv,noheader,nounits") ;; *) exit 9 ;; esac
echo "NVIDIA H100 80GB HBM3, 81559, 81004, 570.86.15"
echo "NVIDIA GB10, [N/A], [N/A], 580.65"
`;

async function machine(files: Readonly<Record<string, string>>) {
  const folder = await tempFolder({ "bin/x": "", "cards/version": "", ...files });
  const program = "bin/nvidia-smi";
  if (program in files) chmodSync(join(folder.path, program), 0o755);
  const sources = {
    path: join(folder.path, "bin"),
    platform: "linux" as const,
    cards: join(folder.path, "cards"),
  };
  return { sources, [Symbol.dispose]: () => folder[Symbol.dispose]() };
}

test("NVIDIA's driver tells its processors, each once", async () => {
  using made = await machine({
    "bin/nvidia-smi": answer,
    "cards/card0/device/vendor": "0x10de\n",
    "cards/card0/device/device": "0x2330\n",
  });
  expect(findGpus(made.sources)).toEqual([
    {
      name: "NVIDIA H100 80GB HBM3",
      driver: "570.86.15",
      totalBytes: 81_559 * 2 ** 20,
      freeBytes: 81_004 * 2 ** 20,
    },
    { name: "NVIDIA GB10", driver: "580.65" },
  ]);
});

test("Linux tells of the other cards, with their memory where there is one", async () => {
  using made = await machine({
    "bin/nvidia-smi": "#!/bin/sh\necho 'NVIDIA-SMI has failed'; exit 9\n",
    "cards/card0/device/vendor": "0x1002\n",
    "cards/card0/device/device": "0x744c\n",
    "cards/card0/device/product_name": "Radeon RX 7900 XTX\n",
    "cards/card0/device/mem_info_vram_total": "25753026560\n",
    "cards/card0/device/mem_info_vram_used": "1000000000\n",
    "cards/card1/device/vendor": "0x8086\n",
    "cards/card1/device/device": "0x56a0\n",
    "cards/card1-DP-1/device/vendor": "0x8086\n",
    "cards/card2/device/vendor": "0x1af4\n",
  });
  expect(findGpus(made.sources)).toEqual([
    { name: "AMD Radeon RX 7900 XTX", totalBytes: 25_753_026_560, freeBytes: 24_753_026_560 },
    { name: "Intel 0x56a0" },
  ]);
});

test("a machine without any has none", async () => {
  using made = await machine({});
  expect(findGpus(made.sources)).toEqual([]);
});
