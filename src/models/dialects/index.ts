import { deepseek } from "./deepseek.ts";
import type { Dialect } from "./dialect.ts";
import { bareJson, fencedJson } from "./fenced-json.ts";
import { gemma } from "./gemma.ts";
import { glm } from "./glm.ts";
import { harmony } from "./harmony.ts";
import { hermes } from "./hermes.ts";
import { invokeXml } from "./invoke-xml.ts";
import { kimi } from "./kimi.ts";
import { llama } from "./llama.ts";
import { mistral } from "./mistral.ts";
import { pythonic } from "./pythonic.ts";
import { qwenXml } from "./qwen-xml.ts";

/** Every way in which calls are read from text; where two share an opener, the first that fits is taken. */
export const dialects: readonly Dialect[] = [
  hermes,
  qwenXml,
  glm,
  harmony,
  mistral,
  llama,
  deepseek,
  kimi,
  invokeXml,
  gemma,
  pythonic,
  fencedJson,
  bareJson,
];
