/** Whether the panel about the person is open: said in the address, so that the way back on a phone closes it. */
import { useSearchParams } from "react-router";

const PERSON = "person";

export function usePersonPanel() {
  const [parameters, setParameters] = useSearchParams();
  const personIsOpen = parameters.has(PERSON);
  function close() {
    setParameters({});
    document.querySelector<HTMLElement>(".thread-header-person")?.focus();
  }
  return {
    personIsOpen,
    close,
    toggle: () => {
      if (personIsOpen) close();
      else setParameters({ [PERSON]: "open" });
    },
  };
}
