/** The red bar at the top of the page: what just went wrong, until it is dismissed or put right. */
import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from "react";
import "./alert.css";
import { Icon } from "./icon";

interface Alert {
  message: string;
  show: (message: string) => void;
  dismiss: () => void;
}

const AlertContext = createContext<Alert>({ message: "", show: () => undefined, dismiss: () => undefined });

export function useAlert(): Alert {
  return useContext(AlertContext);
}

export function AlertProvider({ children }: { children: ReactNode }) {
  const [message, show] = useState("");
  const dismiss = useCallback(() => {
    show("");
  }, []);
  const alert = useMemo(() => ({ message, show, dismiss }), [message, dismiss]);
  return <AlertContext value={alert}>{children}</AlertContext>;
}

export function AlertBar() {
  const { message, dismiss } = useAlert();
  return (
    <div role="alert">
      {message && (
        <div className="alert-bar">
          <p>{message}</p>
          <button type="button" className="icon-button" aria-label="Dismiss" onClick={dismiss}>
            <Icon name="close" />
          </button>
        </div>
      )}
    </div>
  );
}
