/**
 * Which code a run is of: the commit, and whether anything was changed since.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

/** What the run itself writes is no change of the code. */
export const EVIDENCE = "docs/evidence.md";

const git = (...args) => execFileSync("git", args, { encoding: "utf8", maxBuffer: 1 << 28 });

/**
 * @returns {{ commit: string, changes: string | undefined }} `changes` tells apart the trees of one commit that are not
 * committed.
 */
export const treeOf = () => {
  const commit = git("rev-parse", "HEAD").trim();
  const others = `:(exclude)${EVIDENCE}`;
  const diff = git("diff", "HEAD", "--binary", "--", ".", others);
  const added = git("ls-files", "--others", "--exclude-standard", "--", ".", others)
    .split("\n")
    .filter(Boolean);
  if (diff === "" && added.length === 0) return { commit, changes: undefined };
  const hash = createHash("sha256").update(diff);
  for (const file of added) hash.update(file).update(readFileSync(file));
  return { commit, changes: hash.digest("hex").slice(0, 12) };
};
