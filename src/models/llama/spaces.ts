import type { LlamaModel, Token } from "node-llama-cpp";

const probe = 'x = a ?? b , c ./d != "e" .';
const escapedBlank = "▁";

/**
 * For some vocabularies (Llama 3, GLM 4 and others) llama.cpp tidies text as if it were English
 * prose: "a ?? b" becomes "a?? b", "run ./x" becomes "run./x". Where a model does that, its tokens are
 * turned into text here, byte for byte.
 */
export function keepSpaces(model: LlamaModel): void {
  const probed = model.tokenize(probe);
  if (model.detokenize(probed) === probe) return;
  const exact = exactText(model);
  if (exact(probed) !== probe) return;
  const { isSpecialToken, isEogToken } = model.tokenizer;
  const tokenizer = Object.assign(model.tokenize.bind(model), {
    detokenize: exact,
    isSpecialToken,
    isEogToken,
  });
  Object.assign(model, { detokenize: exact, tokenizer });
}

function exactText(model: LlamaModel): LlamaModel["detokenize"] {
  const vocabulary = model.fileInfo.metadata.tokenizer.ggml.tokens;
  const bytesOf = vocabulary.some((text) => text.includes(escapedBlank))
    ? (text: string) => Buffer.from(text.replaceAll(escapedBlank, " "))
    : byteLevel();
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const pieceOf = (token: Token, withSpecial: boolean): Uint8Array => {
    const text = vocabulary[token] ?? "";
    const attributes = model.getTokenAttributes(token);
    if ((attributes.control || attributes.unknown) && !withSpecial) return new Uint8Array();
    if (attributes.byte) return Uint8Array.of(Number.parseInt(text.slice(1, -1), 16));
    return attributes.normal ? bytesOf(text) : Buffer.from(text);
  };
  return (tokens, withSpecial = false) =>
    decoder.decode(Buffer.concat(tokens.map((token) => pieceOf(token, withSpecial))));
}

/** Byte-level vocabularies write each byte as one letter: the visible ones as they are, others from 256 on. */
function byteLevel(): (text: string) => Uint8Array {
  const bytes = new Map<string, number>();
  let next = 256;
  for (let byte = 0; byte < 256; byte++) {
    const visible = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
    bytes.set(String.fromCharCode(visible ? byte : next++), byte);
  }
  return (text) => Uint8Array.from(text, (letter) => bytes.get(letter) ?? 0);
}
