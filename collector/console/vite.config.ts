// Builds the desk's page. Everything is served from /desk/; nothing is inlined, the content policy forbids it.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "/desk/",
  publicDir: false,
  logLevel: "warn",
  build: {
    target: "es2024",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
  },
});
