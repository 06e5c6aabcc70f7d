// What kind of file a download is, by its name and by what the server calls it (requirement F10). Names are what the
// system goes by when the file is opened; what the server says counts where it is plainer than the name.
import type { DownloadKind } from "../../contract/vocabulary.ts";

const words = (text: string): readonly string[] => text.split(" ");

/** Extensions by kind. Python and JavaScript files are schoolwork: they are no scripts here. */
const extensions: Readonly<Record<DownloadKind, readonly string[]>> = {
  programs: words(
    "exe msi msix msixbundle appx appxbundle com scr pif cpl dll sys jar apk apks xapk apkm aab app deb rpm snap flatpak flatpakref appimage pkg mpkg run bin elf ipa crx xpi gadget",
  ),
  scripts: words(
    "bat cmd ps1 psm1 psd1 vbs vbe jse ws wsf wsc wsh hta sh bash zsh csh command reg inf lnk scf url desktop applescript scpt",
  ),
  archives: words(
    "zip zipx 7z rar r00 tar gz tgz bz2 tbz tbz2 xz txz zst tzst lz lzma cab arj lzh ace z",
  ),
  "disk-images": words("iso img dmg vhd vhdx vmdk vdi qcow2 ova ovf wim esd nrg cue"),
  audio: words("mp3 wav flac aac ogg oga opus m4a m4b wma aif aiff mid midi amr ape"),
  video: words(
    "mp4 m4v mkv webm avi mov wmv flv mpg mpeg mpe m2ts mts vob ogv 3gp 3g2 divx rm rmvb",
  ),
  torrents: words("torrent magnet"),
  macros: words("docm dotm xlsm xltm xlsb xlam xla xll pptm potm ppsm ppam ppa sldm"),
};

/** What servers call them. Sources: the IANA media types registry, and what is met beside it. */
const types: Readonly<Record<DownloadKind, RegExp>> = {
  programs:
    /^application\/(?:x-msdownload|x-msdos-program|x-ms-?(?:installer|dos-executable)|x-msi|vnd\.microsoft\.portable-executable|x-dosexec|java-archive|x-java-archive|vnd\.android\.package-archive|(?:x-|vnd\.)debian[.-](?:binary-)?package|x-deb|x-rpm|x-redhat-package-manager|x-chrome-extension|x-xpinstall|x-executable|x-elf|x-sharedlib|vnd\.appimage|vnd\.apple\.installer\+xml|vnd\.ms-appx)$/,
  scripts:
    /^(?:application|text)\/(?:x-bat|bat|x-msdos-batch|x-sh|x-shellscript|x-csh|x-powershell|vbscript|hta|x-ms-shortcut|x-mswinurl|x-ms-wim-script)$/,
  archives:
    /^application\/(?:zip|x-zip|x-zip-compressed|x-7z-compressed|vnd\.rar|x-rar|x-rar-compressed|x-tar|x-gtar|gzip|x-gzip|x-bzip2?|x-xz|zstd|x-compress|x-compressed|vnd\.ms-cab-compressed|x-arj|x-lzh|x-ace-compressed)$/,
  "disk-images":
    /^application\/(?:x-iso9660-image|x-cd-image|x-raw-disk-image|x-apple-diskimage|x-virtualbox-\w+|x-qemu-disk|x-ms-wim)$/,
  audio: /^audio\//,
  video: /^video\//,
  torrents: /^application\/x-bittorrent$/,
  macros: /^application\/vnd\.ms-(?:word|excel|powerpoint)\.[\w.]*macroenabled(?:\.12)?$/,
};

/** Documents that are an archive inside, and are served as one now and then. */
const packedDocuments = new Set(
  words(
    "docx dotx xlsx xltx pptx potx ppsx odt ods odp odg epub sb3 sb2 sprite3 ggb mbz kmz idml pages key numbers",
  ),
);

const kindByExtension = new Map(
  Object.entries(extensions).flatMap(([kind, all]) =>
    all.map((extension) => [extension, kind as DownloadKind] as const),
  ),
);

/** The extensions of a name from the last one on, lower case, without what a system leaves out at the end. */
function extensionsOf(name: string): readonly string[] {
  const clean = name
    .toLowerCase()
    // A stream of NTFS ("a.exe::$data"), marks that turn the reading round, and dots and spaces at the end.
    .replace(/:.*$/s, "")
    .replaceAll(/[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g, "")
    .replace(/[.\s]+$/, "");
  return clean.split(".").slice(1).toReversed();
}

/**
 * The kinds that a file is of. `name`: without folders, "" where that is not known; `mime` as the server says it. An archive that names what is inside ("setup.exe.gz") is of that kind, too.
 */
export function downloadKindsOf(name: string, mime: string): ReadonlySet<DownloadKind> {
  const kinds = new Set<DownloadKind>();
  let isDocument = false;
  for (const extension of extensionsOf(name).slice(0, 3)) {
    isDocument ||= packedDocuments.has(extension);
    const kind = kindByExtension.get(extension);
    if (kind !== undefined) kinds.add(kind);
    if (kind !== "archives") break;
  }
  const type = mime.toLowerCase().split(";")[0]?.trim() ?? "";
  for (const [kind, pattern] of Object.entries(types)) {
    if (!pattern.test(type) || (kind === "archives" && isDocument)) continue;
    kinds.add(kind as DownloadKind);
  }
  return kinds;
}
