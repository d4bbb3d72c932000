/** The linter's rules for the portal. */
import js from "@eslint/js";
import reactHooks from "eslint-plugin-react-hooks";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";
import { noCircle } from "./lint/no-circle.js";

/** An Enter that ends a composition sends nothing, and an Escape that takes one back closes nothing: keyOf knows them. */
const keysByHand = {
  create(context) {
    const { parserServices } = context.sourceCode;
    function check(node, names) {
      const about = parserServices.getTypeAtLocation(node);
      const isPress = [about, ...(about.types ?? [])].some((type) => type.symbol?.name === "KeyboardEvent");
      if (isPress && names.some((name) => /^(key|code|keyCode|which|isComposing)$/.test(name)))
        context.report({ node, message: "Ask keyOf of ui/keys.ts." });
    }
    return {
      MemberExpression: ({ object, property }) => {
        check(object, [property.name]);
      },
      ObjectPattern: (node) => {
        check(
          node,
          node.properties.map(({ key }) => key?.name),
        );
      },
    };
  },
};

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
        {
          selector: "AssignmentExpression > MemberExpression[property.name=/^(inner|outer)HTML$/]",
          message: "Text is text, never HTML.",
        },
      ],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }], // numbers read well in sentences
    },
  },
  {
    files: ["src/**/*.ts", "src/**/*.tsx"],
    ignores: ["src/ui/keys.ts"],
    plugins: { portal: { rules: { "keys-by-hand": keysByHand, "no-circle": noCircle } } },
    rules: {
      "portal/keys-by-hand": "error",
      "portal/no-circle": "error",
      "no-restricted-globals": [
        "error",
        { name: "fetch", message: "It may never answer: fetchInTime of api/in-time.ts does." },
      ],
    },
  },
  { files: ["**/*.js"], extends: [tseslint.configs.disableTypeChecked] },
]);
