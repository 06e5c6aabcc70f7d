// Downloads: what a file is by its name and its type, and what happens to it by where it comes from.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DownloadKind } from "../../../../lib/contract/vocabulary.ts";
import { downloadKinds } from "../../../../lib/contract/vocabulary.ts";
import { decideDownload, downloadSources } from "../../../../lib/core/policy/decide-download.ts";
import type { DownloadFacts } from "../../../../lib/core/policy/decide-download.ts";
import { downloadKindsOf } from "../../../../lib/core/policy/download-kinds.ts";
import type { Decision } from "../../../../lib/core/policy/types.ts";

describe("the kind of a file", () => {
  test.each<[name: string, mime: string, kinds: readonly DownloadKind[]]>([
    ["setup.exe", "", ["programs"]],
    ["SETUP.EXE", "application/octet-stream", ["programs"]],
    ["homework.pdf.exe", "application/pdf", ["programs"]],
    ["homework.exe.pdf", "", []],
    ["setup.exe. ", "", ["programs"]],
    ["setup.exe::$DATA", "", ["programs"]],
    ["annual\u202Efdp.exe", "", ["programs"]],
    ["game.apk", "", ["programs"]],
    ["add-on.crx", "", ["programs"]],
    ["", "application/x-msdownload", ["programs"]],
    ["notes.pdf", "application/vnd.microsoft.portable-executable", ["programs"]],
    ["notes.pdf", "Application/X-MSDownload; charset=binary", ["programs"]],
    ["run.bat", "", ["scripts"]],
    ["run.ps1", "text/plain", ["scripts"]],
    ["page.hta", "", ["scripts"]],
    ["shortcut.lnk", "", ["scripts"]],
    ["homework.py", "text/x-python", []],
    ["sketch.js", "text/javascript", []],
    ["all.zip", "application/zip", ["archives"]],
    ["all.tar.gz", "application/gzip", ["archives"]],
    ["setup.exe.gz", "", ["archives", "programs"]],
    ["setup.exe.zip", "", ["archives", "programs"]],
    ["essay.docx", "application/zip", []],
    ["project.sb3", "application/zip", []],
    ["", "application/zip", ["archives"]],
    ["linux.iso", "", ["disk-images"]],
    ["disk.vmdk", "", ["disk-images"]],
    ["song.mp3", "audio/mpeg", ["audio"]],
    ["recording", "audio/ogg", ["audio"]],
    ["film.mkv", "", ["video"]],
    ["clip", "video/mp4", ["video"]],
    ["code.ts", "text/plain", []],
    ["film.torrent", "application/x-bittorrent", ["torrents"]],
    ["sums.xlsm", "", ["macros"]],
    ["sums.xlsx", "application/vnd.ms-excel.sheet.macroEnabled.12", ["macros"]],
    ["sums.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", []],
    ["photo.jpg", "image/jpeg", []],
    ["README", "text/plain", []],
    ["exe", "", []],
    [".exe", "", ["programs"]],
    ["", "", []],
  ])("%j of type %j", (name, mime, kinds) => {
    expect([...downloadKindsOf(name, mime)].toSorted()).toEqual([...kinds].toSorted());
  });

  test("whatever the name and type, an answer", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (name, mime) => {
        for (const kind of downloadKindsOf(name, mime)) expect(downloadKinds).toContain(kind);
      }),
    );
  });
});

const facts = (changes: Partial<DownloadFacts>): DownloadFacts => ({
  address: "https://files.test/setup.exe",
  finalAddress: "",
  referrer: "",
  mime: "",
  fileName: "setup.exe",
  ...changes,
});
const decision = (changes: Partial<Decision> = {}): Decision => ({
  action: "allow",
  step: "unknown",
  category: "",
  list: "",
  matched: "",
  rule: "unknownSites",
  why: "No list knows it.",
  protected: false,
  ...changes,
});
const downloads = {
  block: ["programs", "torrents"] as const,
  from: ["software.example-academy.test"],
  notFrom: ["mirror.test"],
  rule: "profiles.pupil.downloads.block",
};

describe("what happens to a download", () => {
  const blocked = decision({ action: "block", step: "category", category: "gambling", rule: "g" });
  const warned = decision({ action: "warn", step: "category", category: "shopping", rule: "s" });
  const help = decision({ step: "protected", protected: true });
  test.each<
    [
      name: string,
      changes: Partial<DownloadFacts>,
      decisions: readonly Decision[],
      stoppedBy: string | undefined,
    ]
  >([
    ["a program from anywhere", {}, [decision()], "profiles.pupil.downloads.block"],
    ["a document from anywhere", { fileName: "notes.pdf" }, [decision()], undefined],
    ["a kind that is not closed", { fileName: "all.zip" }, [decision()], undefined],
    ["a name that is not known yet", { fileName: "" }, [decision()], undefined],
    [
      "a type that tells, before its name",
      { fileName: "", mime: "application/x-bittorrent" },
      [decision()],
      "profiles.pupil.downloads.block",
    ],
    [
      "a program from an approved host",
      { address: "https://get.software.example-academy.test/a" },
      [decision()],
      undefined,
    ],
    [
      "an approved host that sends on to another",
      {
        address: "https://software.example-academy.test/a",
        finalAddress: "https://files.test/setup.exe",
      },
      [decision(), decision()],
      "profiles.pupil.downloads.block",
    ],
    [
      "a document from a refused host",
      { address: "https://eu.mirror.test/a.pdf", fileName: "a.pdf" },
      [decision()],
      "downloads.notFrom",
    ],
    [
      "a refused host that sends on",
      { address: "https://mirror.test/a", finalAddress: "https://cdn.test/a", fileName: "a.pdf" },
      [decision(), decision()],
      "downloads.notFrom",
    ],
    ["anything from a closed host", { fileName: "a.pdf" }, [blocked], "g"],
    ["anything from a host to be warned of", { fileName: "a.pdf" }, [warned], "s"],
    [
      "what an open host was sent on to by a closed one",
      { finalAddress: "https://open.test/a.pdf", fileName: "a.pdf" },
      [decision(), blocked],
      "g",
    ],
    ["a program from a help site", {}, [help], undefined],
    [
      "made by a page",
      { address: "blob:https://files.test/1" },
      [decision()],
      "profiles.pupil.downloads.block",
    ],
    ["made of nothing the web knows", { address: "data:,a" }, [], "profiles.pupil.downloads.block"],
  ])("%s", (_, changes, decisions, stoppedBy) => {
    const answer = decideDownload(facts(changes), decisions, { downloads });
    expect(answer.isStopped ? answer.rule : undefined).toBe(stoppedBy);
  });

  test("an approved host is closed all the same where the law closes it", () => {
    const given = facts({ address: "https://software.example-academy.test/a" });
    expect(decideDownload(given, [blocked], { downloads })).toMatchObject({
      isStopped: true,
      category: "gambling",
    });
  });
});

describe("where a download comes from", () => {
  test.each<[Partial<DownloadFacts>, readonly string[]]>([
    [{ address: "https://a.test/1" }, ["https://a.test/1"]],
    [
      { address: "https://a.test/1", finalAddress: "https://b.test/2" },
      ["https://b.test/2", "https://a.test/1"],
    ],
    [{ address: "https://a.test/1", finalAddress: "https://a.test/1" }, ["https://a.test/1"]],
    [{ address: "blob:https://a.test/uuid" }, ["https://a.test/uuid"]],
    [{ address: "data:text/plain,a", referrer: "https://a.test/page" }, ["https://a.test/page"]],
    [{ address: "data:text/plain,a" }, []],
    [{ address: "" }, []],
  ])("%j", (changes, sources) => {
    expect(downloadSources(facts(changes))).toEqual(sources);
  });
});
