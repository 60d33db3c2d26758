import type { Context } from "node:vm";

export interface PlacedOrder {
  readonly plugin: string;
  readonly options: unknown;
}

export interface PageHandle {
  readonly data: () => unknown;
  readonly has: (name: string) => boolean;
  readonly tap: (handler: string, dataset?: Readonly<Record<string, unknown>>) => void;
}

export interface MiniProgram {
  readonly page: PageHandle;
  readonly orders: readonly PlacedOrder[];
  readonly logs: readonly { readonly level: string; readonly text: string }[];
  readonly modules: () => readonly string[];
  readonly answer: (index: number, how: "success" | "fail", result: unknown) => void;
}

export const ABSENT_GLOBALS: readonly string[];
export const bareContext: () => Context;
export const loadModule: (context: Context, file: string) => unknown;
export const loadMiniProgram: (folder: string) => MiniProgram;
