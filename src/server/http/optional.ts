/**
 * Packages that only the server needs, and which are therefore installed only by who serves.
 */

/** A package that must be installed first. Its message is one sentence that says which. */
export class MissingPackage extends Error {
  override readonly name = "MissingPackage";
}

const isMissing = (error: unknown, name: string): boolean =>
  (error as { readonly code?: unknown } | null)?.code === "ERR_MODULE_NOT_FOUND" &&
  String((error as { readonly message?: unknown }).message).includes(`'${name}'`);

/** Loads a package, or says that it is to be installed. */
export const optional = async <A>(name: string, load: () => Promise<A>): Promise<A> => {
  try {
    return await load();
  } catch (error) {
    if (!isMissing(error, name)) throw error;
    throw new MissingPackage(
      `suanjia serve needs the package ${name}, which is not installed: npm install ${name}`,
    );
  }
};
