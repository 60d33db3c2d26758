/**
 * What is answered where no handler is asked: the platform's form under /spi, RFC 9457 elsewhere.
 */
import type { Problem } from "../../codec/Problem.js";
import { errorBody } from "../handler/answers.js";
import type { ErrorName } from "../handler/errors.js";

/** A refusal of the routes under /v1, and of paths that are none. */
export interface Refusal {
  readonly status: number;
  /** A word for programs, the end of the problem's `type`; also the outcome in metrics and logs. */
  readonly kind: keyof typeof TITLES;
  readonly problems?: readonly Problem[] | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

const TITLES = {
  notFound: ["no such path", "没有这个路径"],
  methodNotAllowed: ["the method is not allowed here", "不支持该请求方法"],
  unauthorized: ["a bearer token is required", "需要 Bearer token"],
  notLoopback: [
    "without a token these routes answer only on this machine; set SUANJIA_API_TOKEN",
    "未设置 SUANJIA_API_TOKEN 时只应答本机请求",
  ],
  notJsonType: ["the content type must be application/json", "内容类型应为 application/json"],
  bodyTooLarge: ["the body is too large", "请求体过大"],
  bodySlow: ["the body did not come in time", "请求体未在限定时间内到达"],
  bodyAborted: ["the body broke off", "请求体中断"],
  notJson: ["the body is no JSON in UTF-8", "请求体不是 UTF-8 JSON"],
  tooDeep: ["the body nests too deep", "请求体嵌套过深"],
  refused: ["the request is refused", "请求被拒绝"],
  busy: ["too much at once; try again", "请求过多,请重试"],
  fault: ["a fault of the server", "服务器故障"],
} as const;

/** Answers hold amounts of a person's order: nobody on the way keeps them, and no browser reads them as a page. */
const GUARDED = { "cache-control": "no-store", "x-content-type-options": "nosniff" } as const;

/** What is answered, whoever sends it. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An answer as the web's Response. */
export const responseOf = ({ status, headers, body }: HttpAnswer): Response =>
  new Response(body, { status, headers });

/** JSON, as an answer. */
export const json = (
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): HttpAnswer => ({
  status,
  headers: { "content-type": "application/json; charset=utf-8", ...GUARDED, ...headers },
  body,
});

/** A refusal as application/problem+json. */
export const problemJson = ({ status, kind, problems = [], headers = {} }: Refusal): HttpAnswer => {
  const [title, titleZh] = TITLES[kind];
  const type = `urn:suanjia:problem:${kind}`;
  return json(status, JSON.stringify({ type, title, titleZh, status, problems }), {
    "content-type": "application/problem+json",
    ...headers,
  });
};

/** What happens before a handler is asked, as one of the errors that callbacks are answered with. */
const ERROR: Readonly<Partial<Record<Refusal["kind"], ErrorName>>> = {
  bodySlow: "parse",
  bodyAborted: "parse",
  busy: "fault",
  fault: "fault",
};

/** A refusal in the platform's form. */
export const envelope = ({ status, kind, headers }: Refusal): HttpAnswer =>
  json(status, errorBody(ERROR[kind] ?? "parameter"), headers);
