/** Starts the portal: reads its settings, then shows it. */
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app";
import { loadSettings } from "./settings";
import "./styles/tokens.css";
import "./styles/page.css";
import { CannotStart } from "./ui/cannot-start";

const root = createRoot(document.getElementById("root") ?? document.body);

loadSettings().then(
  (settings) => {
    root.render(
      <StrictMode>
        <App settings={settings} />
      </StrictMode>,
    );
  },
  () => {
    root.render(<CannotStart />);
  },
);
