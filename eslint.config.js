import tseslint from "typescript-eslint";

/** What a host has and the core may not use. */
const OF_THE_HOST = ["process", "Buffer", "setTimeout", "fetch", "Intl", "Proxy", "globalThis"];

const NO_CLOCK = { selector: "NewExpression[callee.name='Date']", message: "Time is an argument." };

export default tseslint.config(
  {
    ignores: [
      "dist",
      "coverage",
      "benchmarks/node_modules",
      ".cache",
      "examples",
      "tools",
      "**/*.generated.ts",
      "**/*.cjs",
      "**/*.mjs",
      "eslint.config.js",
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Sentences in messages hold numbers.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/explicit-module-boundary-types": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      // Hot loops read checked positions with `as`; what is checked is said beside it.
      "@typescript-eslint/no-unsafe-type-assertion": "off",
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/no-unused-vars": ["error", { varsIgnorePattern: "^_", argsIgnorePattern: "^_" }],
      // The house style: a function fits on a screen, and does not nest.
      "max-lines-per-function": ["error", { max: 70, skipBlankLines: true, skipComments: true }],
      "max-depth": ["error", 4],
      "no-console": "error",
    },
  },
  {
    files: ["src/**"],
    ignores: ["src/cli/**"],
    rules: {
      // No clock, randomness, environment or I/O in the core: whatever it needs is an argument.
      "no-restricted-globals": ["error", ...OF_THE_HOST, "BigInt"],
      "no-restricted-properties": [
        "error",
        { object: "Math", property: "random" },
        { object: "Date", property: "now" },
      ],
      "no-restricted-syntax": [
        "error",
        NO_CLOCK,
        { selector: "NewExpression[callee.name='Function']", message: "The mini-program has no eval." },
        { selector: "BigIntLiteral", message: "The mini-program may have no BigInt." },
      ],
    },
  },
  {
    // The laws are for Node, and count exactly: no BigInt is a rule of the mini-program alone.
    files: ["src/testing/**"],
    rules: {
      "no-restricted-globals": ["error", ...OF_THE_HOST],
      "no-restricted-syntax": [
        "error",
        NO_CLOCK,
        { selector: "NewExpression[callee.name='Function']", message: "Code is written, not made." },
      ],
    },
  },
  {
    files: ["test/**", "benchmarks/**", "scripts/**", "*.config.ts"],
    rules: {
      "max-lines-per-function": "off",
      "no-console": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-return": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/explicit-module-boundary-types": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-empty-function": "off",
      "@typescript-eslint/no-misused-spread": "off",
      "@typescript-eslint/no-unnecessary-type-parameters": "off",
      "@typescript-eslint/no-unnecessary-type-assertion": "off",
      "@typescript-eslint/no-dynamic-delete": "off",
      "@typescript-eslint/no-unused-expressions": "off",
      "@typescript-eslint/use-unknown-in-catch-callback-variable": "off",
      "@typescript-eslint/switch-exhaustiveness-check": "off",
      "max-depth": "off",
      "@typescript-eslint/no-unnecessary-condition": "off",
      "@typescript-eslint/restrict-template-expressions": "off",
    },
  },
);
