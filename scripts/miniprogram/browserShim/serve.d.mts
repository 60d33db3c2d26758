export interface Served {
  readonly url: string;
  readonly close: () => Promise<void>;
}

export const serve: (port?: number) => Promise<Served>;
