/** What is said in one turn; `learnt` says whether the model is to learn saying it. */
export type Turn =
  | { readonly role: "user"; readonly text: string }
  | { readonly role: "assistant"; readonly text: string; readonly learnt: boolean }
  | {
      readonly role: "call";
      readonly name: string;
      readonly input: object;
      readonly learnt: boolean;
    }
  | { readonly role: "result"; readonly text: string };

export type Episode = readonly Turn[];

/**
 * A piece of text that is cut into tokens by itself. `special`: marks such as <|im_end|> in it are
 * tokens of their own. `learnt`: its tokens are what the model is trained to write.
 */
export type Segment = {
  readonly text: string;
  readonly special: boolean;
  readonly learnt: boolean;
};
