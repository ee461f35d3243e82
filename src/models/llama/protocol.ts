import type { ChatRequest, ModelDelta, ModelErrorKind, Progress, Reply } from "../../core/model.ts";

/** How tokens are chosen; what is not set is left to the library: the likeliest token, no penalties. */
export type LlamaSampling = {
  readonly temperature?: number | undefined;
  readonly topP?: number | undefined;
  readonly topK?: number | undefined;
  readonly minP?: number | undefined;
  /** 1 changes nothing. */
  readonly repeatPenalty?: number | undefined;
  readonly frequencyPenalty?: number | undefined;
  readonly presencePenalty?: number | undefined;
  /** Tokens of one reply; by default what the window has left. */
  readonly maxTokens?: number | undefined;
  /** Tokens of thinking in one reply; by default no limit of its own. */
  readonly maxThinkingTokens?: number | undefined;
};

/** What the child needs to know of a model; everything here survives JSON. */
export type LlamaSettings = {
  /** The GGUF file; of a split model, its first part. */
  readonly path: string;
  /** The window to create. Default: what the model was trained for, at most 32,768. */
  readonly contextTokens?: number | undefined;
  /** Default: the processor's cores for arithmetic. */
  readonly threads?: number | undefined;
  readonly seed: number;
  /** Default "auto": the best there is, or none. */
  readonly gpu?: "auto" | "cuda" | "vulkan" | "metal" | false | undefined;
  /** Layers put on the GPU. Default "auto": as many as fit. */
  readonly gpuLayers?: "auto" | "max" | number | undefined;
  readonly lora?: readonly Lora[] | undefined;
  readonly sampling?: LlamaSampling | undefined;
  /** Flash attention. Default "auto". */
  readonly flash?: "auto" | boolean | undefined;
  /** A chat format by node-llama-cpp's name for it. Default: the one the file's template asks for. */
  readonly chatWrapper?: string | undefined;
  /** `false` asks the model not to think, where its format knows how. */
  readonly think?: boolean | undefined;
  readonly thinkLevel?: "low" | "medium" | "high" | undefined;
};

export type Lora = { readonly path: string; readonly scale?: number | undefined };

/** What came of loading. */
export type Loaded = {
  /** Of the context that was really created. */
  readonly contextTokens: number;
  readonly trainedTokens: number;
  readonly chatWrapper: string;
  /** The chat template in the file; absent where it has none. */
  readonly template?: string;
  readonly gpu: string;
};

/** A small question beside the conversation, which leaves what was read of that alone. */
export type AsideWish = { readonly temperature: number; readonly maxTokens: number };

/** Every message has the id of the request it belongs to; loading is one too. */
export type ToChild =
  | { readonly type: "load"; readonly id: number; readonly settings: LlamaSettings }
  | {
      readonly type: "ask";
      readonly id: number;
      readonly request: ChatRequest;
      readonly aside?: AsideWish | undefined;
    }
  | { readonly type: "abort"; readonly id: number };

export type FromChild =
  | { readonly type: "delta"; readonly id: number; readonly delta: ModelDelta | Progress }
  | Answer;

export type Answer =
  | { readonly type: "loaded"; readonly id: number; readonly loaded: Loaded }
  | { readonly type: "reply"; readonly id: number; readonly reply: Reply }
  | { readonly type: "aborted"; readonly id: number }
  | {
      readonly type: "failed";
      readonly id: number;
      readonly kind: ModelErrorKind;
      readonly text: string;
    };
