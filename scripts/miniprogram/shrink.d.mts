export const shrink: (code: string, names: ReadonlySet<string>) => string;
