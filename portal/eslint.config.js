/** The linter's rules for the portal. */
import js from "@eslint/js";
import reactHooks from "eslint-plugin-react-hooks";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

export default defineConfig([
  { ignores: ["dist/", "src/api/schema.d.ts"] }, // built, generated
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  reactHooks.configs.flat["recommended-latest"],
  {
    files: ["**/*.ts", "**/*.tsx"],
    languageOptions: { parserOptions: { project: "./tsconfig.json" } },
    rules: {
      "@typescript-eslint/unbound-method": "off", // no method in here uses `this`; classes are errors only
      "no-restricted-syntax": [
        "error",
        { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: "Text is text, never HTML." },
        { selector: "AssignmentExpression > MemberExpression[property.name=/^(inner|outer)HTML$/]", message: "Text is text, never HTML." },
      ],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }], // numbers read well in sentences
    },
  },
  { files: ["**/*.js"], extends: [tseslint.configs.disableTypeChecked] },
]);
