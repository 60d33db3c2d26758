/**
 * The platform's public keys as an operator configures them: in the environment, or in a file that it names.
 */
import * as E from "fp-ts/lib/Either.js";
import { decodeWith, list, record } from "../../codec/Guarded.js";
import { filledId, text } from "../../codec/leaves.js";
import { type Problem, problem, under } from "../../codec/Problem.js";
import { readJsonFile } from "../files/readJsonFile.js";
import { createKeyRing, type KeyRing, type PublicKeySource, UnusableKeys } from "../signature/KeyRing.js";

/** The variables of an environment. */
export type Environment = Readonly<Record<string, string | undefined>>;

type Problems = readonly Problem[];

const KEYS_FILE = "SUANJIA_PLATFORM_KEYS_FILE";
const PUBLIC_KEY = "SUANJIA_PLATFORM_PUBLIC_KEY";
const APP_ID = "SUANJIA_APP_ID";

const KeysCodec = list(
  "PlatformKeys",
  record("PlatformKey", "refuse", { appId: filledId, publicKey: text }, { name: text }),
  1,
);

const noKey: Problem = problem("value.required", "", {
  en: `no platform public key, so no callback could be trusted: set ${KEYS_FILE}, or ${PUBLIC_KEY} and ${APP_ID}`,
  zh: `没有平台公钥,无法验证回调:请设置 ${KEYS_FILE},或 ${PUBLIC_KEY} 与 ${APP_ID}`,
});

/** A variable that is set to nothing is not set. */
const valueOf = (env: Environment, name: string): string | undefined => {
  const value = env[name]?.trim();
  return value === "" ? undefined : value;
};

/** A private key in the place of a public one must not come back in a message that quotes it. */
const withoutValues = (problems: Problems): Problems =>
  problems.map(({ code, path }) =>
    problem(code, path, {
      en: "expected [{ appId, publicKey, name? }]",
      zh: "应为 [{ appId, publicKey, name? }]",
    }),
  );

const sourcesOf = async (env: Environment): Promise<E.Either<Problems, readonly PublicKeySource[]>> => {
  const file = valueOf(env, KEYS_FILE);
  if (file !== undefined) {
    const { content } = await readJsonFile(file);
    if (E.isLeft(content)) return content;
    return E.mapLeft(withoutValues)(decodeWith(KeysCodec, content.right));
  }
  const publicKey = valueOf(env, PUBLIC_KEY);
  const appId = valueOf(env, APP_ID);
  if (publicKey === undefined || appId === undefined) return E.left([noKey]);
  // Where a variable cannot hold line breaks, they are written as \n.
  return E.right([{ appId, publicKey: publicKey.replace(/\\n/g, "\n") }]);
};

/** The keys of an environment, or why it has none that can be used. */
export const keyRingOf = async (env: Environment): Promise<E.Either<Problems, KeyRing>> => {
  const sources = E.mapLeft(under("/keys"))(await sourcesOf(env));
  if (E.isLeft(sources)) return sources;
  try {
    return E.right(createKeyRing(sources.right));
  } catch (error) {
    if (!(error instanceof UnusableKeys)) throw error;
    return E.left([problem("value.format", "/keys", { en: error.message, zh: error.message })]);
  }
};
