/** Gives a CSV file to the person. */
import { saveFile } from "../ui/save-file";

export function download(fileName: string, text: string) {
  saveFile(fileName, new Blob([text], { type: "text/csv;charset=utf-8" }));
}
