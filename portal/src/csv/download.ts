/** Gives a file to the person, as their browser saves files. */
export function download(fileName: string, text: string) {
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  setTimeout(() => { URL.revokeObjectURL(url); }, 60_000); // the browser may begin to read it later
}
