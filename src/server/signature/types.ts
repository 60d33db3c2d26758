/** Why a signature is refused: a word of its own for each reason, which metrics count. */
export type SignatureFault =
  | "headerMissing"
  | "headerRepeated"
  | "timestampForm"
  | "timestampStale"
  | "signatureForm"
  | "signatureWrong"
  | "noKey";

/** What a signature check needs of a callback's headers and body. */
export interface SignedParts {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly rawBody: Uint8Array;
}
