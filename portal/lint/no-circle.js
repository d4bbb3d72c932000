/** No module imports itself by way of others: whoever reads one can read it to the end, and a page never knows the table of pages. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const IMPORT = /^(?:import|export)\b[^;]*?["'](\.[^"']+)["'];?$/gms;
const known = new Map();

export const noCircle = {
  create(context) {
    return {
      "ImportDeclaration, ExportAllDeclaration, ExportNamedDeclaration[source]": (node) => {
        const begin = resolved(context.filename, node.source.value);
        const way = begin && wayBack(begin, context.filename);
        if (way)
          context.report({
            node,
            message: `This comes back here by ${way.map((file) => file.replace(/^.*\/src\//, "")).join(", ")}.`,
          });
      },
    };
  },
};

/** The modules from one to another, both of them included; undefined where no import leads there. */
function wayBack(begin, end) {
  const before = new Map([[begin, undefined]]);
  for (const file of before.keys()) {
    if (file === end)
      return Array.from(
        (function* () {
          for (let at = file; at; at = before.get(at)) yield at;
        })(),
      ).reverse();
    for (const next of importsOf(file)) if (!before.has(next)) before.set(next, file);
  }
  return undefined;
}

function importsOf(file) {
  if (!known.has(file))
    known.set(
      file,
      Array.from(readFileSync(file, "utf8").matchAll(IMPORT), ([, path]) => resolved(file, path)).filter(Boolean),
    );
  return known.get(file);
}

function resolved(file, path) {
  return path.startsWith(".")
    ? ["", ".ts", ".tsx"]
        .map((end) => join(dirname(file), path) + end)
        .find((each) => /\.tsx?$/.test(each) && existsSync(each))
    : undefined;
}
