/** Makes a list one stop of the Tab key: where one was last, else what is open, else the first; arrow keys go on from there. */
import { useState } from "react";

export function useTabStop(ids: string[], openId: string | undefined) {
  // Where one was counts until something else is opened.
  const [was, setWas] = useState({ id: openId, openId });
  const stop =
    [was.openId === openId ? was.id : undefined, openId].find((id) => id !== undefined && ids.includes(id)) ?? ids[0];
  return {
    stop,
    onStop: (id: string) => {
      setWas({ id, openId });
    },
  };
}
