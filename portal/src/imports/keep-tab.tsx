/** While a file is on its way, closing the tab is asked about. */
import { useEffect, useSyncExternalStore } from "react";
import { useWorkplace } from "../workplace";
import { isOnItsWay } from "./uploads";

export function KeepTab() {
  const { uploads } = useWorkplace();
  const isUploading = useSyncExternalStore(uploads.subscribe, uploads.items).some(isOnItsWay);
  useEffect(() => {
    if (!isUploading) return;
    const ask = (event: BeforeUnloadEvent) => {
      event.preventDefault();
    };
    window.addEventListener("beforeunload", ask);
    return () => {
      window.removeEventListener("beforeunload", ask);
    };
  }, [isUploading]);
  return null;
}
