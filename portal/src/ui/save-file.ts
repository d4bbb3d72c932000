/** Gives a file to the person, as their browser saves files. */
export function saveFile(fileName: string, content: Blob) {
  const url = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 60_000); // the browser may begin to read it later
}
