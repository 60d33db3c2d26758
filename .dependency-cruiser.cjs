/** The walls between the rooms of src: what may import what. */
const room = (name) => `^src/${name}/`;

/** A room may import itself, the rooms that are named, and these packages; nothing else. */
const wall = (name, rooms, packages) => ({
  name: `${name}-walls`,
  comment: `src/${name} may import ${[...rooms, ...packages].join(", ")} and nothing else.`,
  severity: "error",
  from: { path: room(name) },
  to: { pathNot: [room(name), ...rooms.map(room), ...packages.map((each) => `^node_modules/${each}/`)] },
});

module.exports = {
  forbidden: [
    wall("money", [], ["fp-ts", "decimal\\.js"]),
    wall("codec", ["money"], ["fp-ts", "io-ts"]),
    wall("order", ["codec", "money"], ["fp-ts", "io-ts"]),
    wall("pricing", ["codec", "money", "order"], ["fp-ts"]),
    wall("platform", ["codec", "money", "order", "pricing"], ["fp-ts", "io-ts"]),
    wall("promotion", ["codec", "money", "order", "pricing", "platform/product"], ["fp-ts"]),
    wall("verify", ["codec", "money", "order", "pricing", "platform"], ["fp-ts"]),
    wall("reference", ["codec", "money", "order", "pricing", "platform", "verify"], ["fp-ts"]),
    wall(
      "testing",
      ["codec", "money", "order", "pricing", "promotion", "platform", "verify"],
      ["fast-check", "fp-ts"],
    ),
    wall("plugin-types", [], []),
    wall("miniprogram", ["codec", "money", "order", "pricing", "platform", "verify"], ["fp-ts", "io-ts"]),
    {
      name: "slim-is-for-the-build",
      comment:
        "What stands for a library in the mini-program's file is put there by the build, and by nobody else.",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/miniprogram/" },
      to: { path: "^src/miniprogram/" },
    },
    {
      name: "formats-stand-alone",
      comment: "The formats share what is in platform/wire, and never import each other.",
      severity: "error",
      from: { path: "^src/platform/([^/]+)/", pathNot: "^src/platform/wire/" },
      to: { path: "^src/platform/", pathNot: ["^src/platform/$1/", "^src/platform/wire/"] },
    },
    {
      name: "wire-knows-no-format",
      severity: "error",
      from: { path: "^src/platform/wire/" },
      to: { path: "^src/platform/", pathNot: "^src/platform/wire/" },
    },
    {
      name: "checks-need-no-prose",
      comment: "What fields and codes mean is for people: no check and no price waits for it.",
      severity: "error",
      from: { path: "^src/", pathNot: ["^src/reference/", "^src/cli/", "^src/index\\.ts$"] },
      to: { path: "^src/reference/" },
    },
    {
      name: "nobody-imports-the-testing-kit",
      comment: "A user of the library pays nothing for the kit, and needs no fast-check.",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/testing/" },
      to: { path: ["^src/testing/", "^node_modules/fast-check/"] },
    },
    {
      name: "nobody-imports-the-server",
      comment: "A user of the library pays nothing for the server.",
      severity: "error",
      from: { path: "^src/", pathNot: ["^src/server/", "^src/cli/serve\\.ts$"] },
      to: { path: "^src/server/" },
    },
    {
      name: "nobody-imports-the-shell",
      comment: "The command line is the outermost shell.",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/cli/" },
      to: { path: "^src/cli/" },
    },
    {
      name: "decimal-only-in-money",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/money/" },
      to: { path: "^node_modules/decimal\\.js/" },
    },
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
    {
      name: "the-face-is-for-outsiders",
      comment: "index.ts re-exports; inside, import the module itself.",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "^src/index\\.ts$" },
    },
    {
      name: "oracle-shares-no-code",
      comment: "The oracle would prove nothing if it shared code with what it judges.",
      severity: "error",
      from: { path: "^test/oracle/" },
      to: { path: "^src/" },
    },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
