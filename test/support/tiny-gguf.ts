import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type GgufValue, ggufBytes, type Tensor } from "./gguf-bytes.ts";

export type TinyGguf = {
  /** Of the weights; the same options always give the same bytes. */
  readonly seed?: number;
  /** The window it says it was trained for. */
  readonly contextTokens?: number;
  readonly embedding?: number;
  readonly layers?: number;
  /** Without joined pairs each text has one tokenization, so what is written is read the same. */
  readonly pairs?: false;
  /** A Jinja chat template; `false` for a model without one. */
  readonly chatTemplate?: string | false;
};

/** Writes a random-weight llama model of about 600 KB, once per machine, and names its file. */
export async function tinyGguf(options: TinyGguf = {}): Promise<string> {
  const bytes = tinyGgufBytes(options);
  const folder = join(tmpdir(), "localcode-tiny-gguf");
  const path = join(
    folder,
    `${createHash("sha256").update(bytes).digest("hex").slice(0, 16)}.gguf`,
  );
  if (existsSync(path)) return path;
  await mkdir(folder, { recursive: true });
  const part = `${path}.${process.pid}`;
  await writeFile(part, bytes);
  await rename(part, path);
  return path;
}

export function tinyGgufBytes(options: TinyGguf = {}): Uint8Array {
  const { seed = 1, contextTokens = 131_072, embedding = 64, layers = 2 } = options;
  const vocabulary = tinyVocabulary(options.pairs ?? true);
  const shape = { embedding, layers, heads: 4, keyValueHeads: 2, feedForward: 3 * embedding };
  const metadata: Record<string, GgufValue> = {
    "general.architecture": "llama",
    "general.name": "tiny random",
    "general.file_type": 0,
    "llama.context_length": contextTokens,
    "llama.embedding_length": embedding,
    "llama.block_count": layers,
    "llama.feed_forward_length": shape.feedForward,
    "llama.attention.head_count": shape.heads,
    "llama.attention.head_count_kv": shape.keyValueHeads,
    "llama.attention.layer_norm_rms_epsilon": { float: 1e-5 },
    "llama.rope.dimension_count": embedding / shape.heads,
    "llama.vocab_size": vocabulary.tokens.length,
    "tokenizer.ggml.model": "gpt2",
    "tokenizer.ggml.pre": "gpt-2",
    "tokenizer.ggml.tokens": vocabulary.tokens,
    "tokenizer.ggml.token_type": vocabulary.types,
    "tokenizer.ggml.merges": vocabulary.merges,
    "tokenizer.ggml.bos_token_id": vocabulary.id("<|endoftext|>"),
    "tokenizer.ggml.eos_token_id": vocabulary.id("<|im_end|>"),
    "tokenizer.ggml.padding_token_id": vocabulary.id("<|endoftext|>"),
    "tokenizer.ggml.add_bos_token": false,
  };
  const { chatTemplate = toolTemplate } = options;
  if (chatTemplate !== false) metadata["tokenizer.chat_template"] = chatTemplate;
  return ggufBytes(metadata, weights(shape, vocabulary.tokens.length, seed));
}

type Shape = {
  readonly embedding: number;
  readonly layers: number;
  readonly heads: number;
  readonly keyValueHeads: number;
  readonly feedForward: number;
};

function weights(shape: Shape, vocabularySize: number, seed: number): readonly Tensor[] {
  const { embedding, feedForward } = shape;
  const keyValue = (embedding / shape.heads) * shape.keyValueHeads;
  const random = randomNumbers(seed);
  const matrix = (name: string, columns: number, rows: number): Tensor => {
    const scale = Math.sqrt(3 / columns);
    const values = Float32Array.from({ length: columns * rows }, () => (2 * random() - 1) * scale);
    return { name, shape: [columns, rows], values };
  };
  const norm = (name: string): Tensor => {
    return { name, shape: [embedding], values: new Float32Array(embedding).fill(1) };
  };
  const blocks = Array.from({ length: shape.layers }, (_, index) => [
    norm(`blk.${index}.attn_norm.weight`),
    matrix(`blk.${index}.attn_q.weight`, embedding, embedding),
    matrix(`blk.${index}.attn_k.weight`, embedding, keyValue),
    matrix(`blk.${index}.attn_v.weight`, embedding, keyValue),
    matrix(`blk.${index}.attn_output.weight`, embedding, embedding),
    norm(`blk.${index}.ffn_norm.weight`),
    matrix(`blk.${index}.ffn_gate.weight`, embedding, feedForward),
    matrix(`blk.${index}.ffn_up.weight`, embedding, feedForward),
    matrix(`blk.${index}.ffn_down.weight`, feedForward, embedding),
  ]);
  return [
    matrix("token_embd.weight", embedding, vocabularySize),
    ...blocks.flat(),
    norm("output_norm.weight"),
    matrix("output.weight", embedding, vocabularySize),
  ];
}

/** Mulberry32: small, seeded, the same on every machine. */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const controls = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"];

/** Added to the vocabulary, but text that may be shown. */
const marks = [
  "<think>",
  "</think>",
  "<tool_call>",
  "</tool_call>",
  "<tool_response>",
  "</tool_response>",
];

/** Pairs joined into one token, in the order of their rank; "_" stands for a blank. */
const pairs =
  "_ _|__ __|i n|o n|e r|r e|t h|th e|a n|e s|o r|e n|a t|in g|_ the|_ a|_ t|s t|i s|l e|_ s|_ c|d e|r o";

/** A vocabulary needs one. */
const firstPair = "_ _";

type Vocabulary = {
  readonly tokens: readonly string[];
  readonly types: readonly number[];
  readonly merges: readonly string[];
  id(token: string): number;
};

function tinyVocabulary(withPairs: boolean): Vocabulary {
  const merges = (withPairs ? pairs : firstPair)
    .split("|")
    .map((pair) => pair.replaceAll("_", "Ġ"));
  const joined = merges.map((pair) => pair.replace(" ", ""));
  const tokens = [...byteLetters(), ...joined, ...controls, ...marks];
  const [normal, control, userDefined] = [1, 3, 4];
  const types = tokens.map((token) => {
    if (controls.includes(token)) return control;
    return marks.includes(token) ? userDefined : normal;
  });
  return { tokens, types, merges, id: (token) => tokens.indexOf(token) };
}

/** The letters that stand for the 256 bytes in a byte-level vocabulary: a blank is "Ġ". */
function byteLetters(): readonly string[] {
  const plain = (byte: number): boolean =>
    (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => String.fromCharCode(plain(byte) ? byte : next++));
}

/** ChatML with tools: what a tool-trained model of this family would carry in its file. */
export const toolTemplate = `{%- if messages[0].role == 'system' %}
{{- '<|im_start|>system\\n' + messages[0].content }}
{%- else %}
{{- '<|im_start|>system\\n' }}
{%- endif %}
{%- if tools %}
{{- '\\n\\nTools, one JSON a line:\\n<tools>' }}
{%- for tool in tools %}
{{- '\\n' + (tool | tojson) }}
{%- endfor %}
{{- '\\n</tools>\\n\\nTo call one, write:\\n<tool_call>\\n{"name": NAME, "arguments": OBJECT}\\n</tool_call>' }}
{%- endif %}
{{- '<|im_end|>\\n' }}
{%- for message in messages %}
{%- if message.role == 'user' %}
{{- '<|im_start|>user\\n' + message.content + '<|im_end|>\\n' }}
{%- elif message.role == 'assistant' %}
{{- '<|im_start|>assistant\\n' }}
{%- if message.content %}
{{- message.content }}
{%- endif %}
{%- for call in message.tool_calls or [] %}
{{- '<tool_call>\\n{"name": "' + call.function.name + '", "arguments": ' }}
{%- if call.function.arguments is string %}
{{- call.function.arguments }}
{%- else %}
{{- call.function.arguments | tojson }}
{%- endif %}
{{- '}\\n</tool_call>' }}
{%- endfor %}
{{- '<|im_end|>\\n' }}
{%- elif message.role == 'tool' %}
{{- '<|im_start|>user\\n<tool_response>\\n' + message.content + '\\n</tool_response><|im_end|>\\n' }}
{%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}
{{- '<|im_start|>assistant\\n' }}
{%- endif %}`;
