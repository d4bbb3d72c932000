#!/usr/bin/env node
// Stands in for `python3.13 -m compileall … -s FOLDER …`: runs it in WebAssembly, with FOLDER where it is.
import { loadPyodide } from "pyodide";

const [, , option, module, ...given] = process.argv;
if (option !== "-m" || module !== "compileall") {
  console.error("This Python only compiles: python3.13.mjs -m compileall …");
  process.exit(2);
}
const workers = given.indexOf("-j"); // there is one process in here
const options = workers < 0 ? given : given.toSpliced(workers, 2);
const folder = options[options.indexOf("-s") + 1];

const python = await loadPyodide();
python.FS.mkdirTree(folder);
python.FS.mount(python.FS.filesystems.NODEFS, { root: folder }, folder);
python.globals.set("options", python.toPy(["compileall", ...options]));
const compiled = python.runPython(`
import compileall, sys
sys.argv = options
bool(compileall.main())
`);
process.exit(compiled ? 0 : 1);
