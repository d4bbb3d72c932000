/** How the portal is built: static files for any web server; settings come at run time from /config.json. */
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** In force wherever the portal is hosted: only its own code runs, and text never becomes HTML. */
const POLICY = "script-src 'self'; object-src 'none'; base-uri 'none'; require-trusted-types-for 'script'";

const contentPolicy: Plugin = {
  name: "content-policy",
  apply: "build", // the development server needs inline scripts
  transformIndexHtml: () => [
    { tag: "meta", attrs: { "http-equiv": "Content-Security-Policy", content: POLICY }, injectTo: "head-prepend" },
  ],
};

/** What is in index.html is painted before the stylesheets and the code are here, however slow the line. */
const paintsFirst: Plugin = {
  name: "paints-first",
  apply: "build",
  transformIndexHtml: {
    order: "post",
    handler(html) {
      const own = /\s*<link rel="stylesheet"[^>]*href="\/assets\/[^>]*>/g;
      return html.replace(own, "").replace("</body>", `${(html.match(own) ?? []).join("")}\n  </body>`);
    },
  },
};

export default defineConfig({
  plugins: [react(), contentPolicy, paintsFirst],
  build: { target: "es2022", assetsInlineLimit: 0 },
  test: { include: ["src/**/*.test.ts"], environment: "node" },
});
