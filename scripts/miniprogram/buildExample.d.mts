export interface BuiltExample {
  readonly folder: string;
  readonly seconds: number;
  readonly networkAttempts: readonly unknown[];
}

export const installTool: () => string | undefined;
export const buildExample: (target?: string) => BuiltExample;
