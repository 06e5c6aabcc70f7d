// What Chromium reads at the update address to learn which version there is and where to fetch it.

export interface UpdateManifestInput {
  readonly extensionId: string;
  /** Address of the package, for example http://127.0.0.1:8080/update/schoolgate.crx. */
  readonly packageAddress: string;
  readonly version: string;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => entities[letter] ?? letter);
}

/** The update manifest as XML. Source: Chrome for Developers, "Linux hosting", `gupdate` protocol 2.0. */
export function writeUpdateManifest(input: UpdateManifestInput): string {
  return [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<gupdate xmlns="http://www.google.com/update2/response" protocol="2.0">`,
    `  <app appid="${escapeXml(input.extensionId)}">`,
    `    <updatecheck codebase="${escapeXml(input.packageAddress)}" version="${escapeXml(input.version)}" />`,
    `  </app>`,
    `</gupdate>`,
    "",
  ].join("\n");
}
